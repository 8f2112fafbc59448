package dev.lavant.host;

import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Origin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Events of one partition that are this host's until they are done or taken away, all of them at once: those that were
/// locked together. A whole partition's are a [PartitionTenure].
///
/// Owned by the engine's thread; [#mayBegin], [#held] and [#failed] are also called by the threads of handlers.
sealed class Tenure permits PartitionTenure {
    final TopicPartition partition;
    final String topicId;
    private volatile Stage stage = Stage.HELD;
    private int running;
    private @Nullable Origin origin; // of the committer's thread

    private enum Stage {
        HELD,
        LEAVING,
        OVER
    }

    /// @param topicId Kafka's id of the topic
    Tenure(TopicPartition partition, String topicId) {
        this.partition = partition;
        this.topicId = topicId;
    }

    /// Whether more events may still join.
    boolean grows() {
        return false;
    }

    /// Attempts so far at an event without an outcome, those under earlier owners included as far as they are known.
    int attempts(long offset) {
        return 0;
    }

    /// An attempt has failed, or is about to begin and must be known of even if the host dies of it.
    ///
    /// @param count of all attempts at the event so far
    void attempted(long offset, int count) {}

    /// An event has an outcome, and the host lives.
    void decided(long offset) {}

    /// Whether one of the events may be what has killed the hosts before this one: then each is run by itself, and its
    /// attempt is committed before it begins.
    boolean suspicious() {
        return false;
    }

    /// Whether the handler may be called for an event that it has not been called for yet.
    boolean mayBegin() {
        return held();
    }

    /// An attempt at events has failed, and the engine does not know yet. Called by the threads of handlers.
    void failed(int events) {}

    /// The engine knows now, and has decided what follows.
    void toldOf(int events) {}

    /// The engine has taken note of which events are to be tried again.
    void failuresKnown() {}

    /// Whether the events are ours and stay so for now.
    final boolean held() {
        return stage == Stage.HELD;
    }

    /// A call of the handler is under way, or no more.
    final void running(int more) {
        running += more;
    }

    final boolean anyRunning() {
        return running > 0;
    }

    /// The events are about to go: what has begun may end, nothing else begins.
    final void leave() {
        stage = Stage.LEAVING;
    }

    /// The events are gone.
    final void end() {
        stage = Stage.OVER;
    }

    final boolean over() {
        return stage == Stage.OVER;
    }

    /// Where its events come from, for their usage records; made once. Called on the committer's thread.
    final Origin origin(Meter meter) {
        Origin known = origin == null ? meter.origin(partition.topic(), topicId, partition.partition()) : origin;
        origin = known;
        return known;
    }
}
