package dev.lavant.host;

import dev.lavant.host.lane.Progress;
import dev.lavant.host.lane.Window;
import dev.lavant.host.receive.EventReader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One stay of a partition with this host, from the day it is given to us until it is taken away.
///
/// Owned by the engine's thread; [#mayBegin] and [#failed] are also called by the threads of handlers.
final class Tenure {
    /// Hosts that may die in turn, without any progress between them, before an event is suspected of killing them.
    private static final int MOST_HOLDERS = 2;

    /// Events among which is the one that kills: those that ran when a host died, and some more.
    private static final int SUSPECTS = 256;

    private static final int ROOM_FOR_FAILURES = Progress.MAX_FAILING / 2;

    final TopicPartition partition;
    final String topicId;
    final Window window;
    private final int takenBy;
    private final long takenAt;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Stage stage = Stage.HELD;
    private int suspects;
    private int running;
    private long bytes;
    private boolean marked;
    private byte @Nullable [] usageKey; // of the committer's thread

    private enum Stage {
        HELD,
        LEAVING,
        OVER
    }

    /// @param topicId Kafka's id of the topic
    /// @param committed as the last owner left it
    Tenure(TopicPartition partition, String topicId, Progress committed) {
        this.partition = partition;
        this.topicId = topicId;
        this.window = new Window(committed, EventReader.MAX_POLL_RECORDS);
        this.takenBy = committed.holders() + 1;
        this.takenAt = committed.watermark();
        this.suspects = takenBy > MOST_HOLDERS ? SUSPECTS : 0;
        failures.set(window.failing());
    }

    /// Whether an event of the partition may be what has killed the hosts before this one: then each is run by itself,
    /// and its attempt is committed before it begins.
    boolean suspicious() {
        return suspects > 0;
    }

    /// An event of the partition has an outcome, and the host lives.
    void cleared() {
        suspects = Math.max(0, suspects - 1);
    }

    /// Whether the handler may be called for an event of the partition that it has not been called for yet.
    boolean mayBegin() {
        return held() && failures.get() < ROOM_FOR_FAILURES;
    }

    /// Whether the partition is ours and stays so for now.
    boolean held() {
        return stage == Stage.HELD;
    }

    /// An attempt at an event has failed, its first or another.
    void failed() {
        failures.incrementAndGet();
    }

    /// The engine knows of all that has failed and is counted in the window.
    void failuresKnown() {
        failures.set(window.failing());
    }

    /// A call of the handler is under way, or no more.
    void running(int more) {
        running += more;
    }

    boolean anyRunning() {
        return running > 0;
    }

    /// Events of the partition without an outcome take up more memory now, or less.
    void holds(long more) {
        bytes += more;
    }

    long bytes() {
        return bytes;
    }

    /// The partition is about to go: what has begun may end, nothing else begins.
    void leave() {
        stage = Stage.LEAVING;
    }

    /// The partition is gone.
    void end() {
        stage = Stage.OVER;
    }

    boolean over() {
        return stage == Stage.OVER;
    }

    /// Key of its events' usage records, made once. Called on the committer's thread.
    byte[] usageKey(Supplier<byte[]> key) {
        byte[] known = usageKey == null ? key.get() : usageKey;
        usageKey = known;
        return known;
    }

    /// Kafka knows that we hold the partition.
    void mark() {
        marked = true;
    }

    boolean marked() {
        return marked;
    }

    /// What to commit now.
    OffsetAndMetadata offset() {
        Progress progress = window.progress(holders());
        return new OffsetAndMetadata(progress.watermark(), progress.metadata());
    }

    private int holders() {
        if (!held()) {
            return 0;
        }
        return !suspicious() && window.watermark() > takenAt ? 1 : takenBy;
    }
}
