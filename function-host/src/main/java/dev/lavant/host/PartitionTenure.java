package dev.lavant.host;

import dev.lavant.host.lane.Progress;
import dev.lavant.host.lane.Window;
import dev.lavant.host.receive.EventReader;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// One stay of a partition with this host, from the day it is given to us until it is taken away.
///
/// Owned by the engine's thread; [#mayBegin] and [#failed] are also called by the threads of handlers.
final class PartitionTenure extends Tenure {
    /// Hosts that may die in turn, without any progress between them, before an event is suspected of killing them.
    private static final int MOST_HOLDERS = 2;

    /// Events among which is the one that kills: those that ran when a host died, and some more.
    private static final int SUSPECTS = 256;

    private static final int ROOM_FOR_FAILURES = Progress.MAX_FAILING / 2;

    final Window window;
    private final int takenBy;
    private final long takenAt;
    private final AtomicInteger untold = new AtomicInteger();
    private volatile int failing;
    private int suspects;
    private boolean marked;

    /// @param topicId Kafka's id of the topic
    /// @param committed as the last owner left it
    PartitionTenure(TopicPartition partition, String topicId, Progress committed) {
        super(partition, topicId);
        this.window = new Window(committed, EventReader.MAX_POLL_RECORDS);
        this.takenBy = committed.holders() + 1;
        this.takenAt = committed.watermark();
        this.suspects = takenBy > MOST_HOLDERS ? SUSPECTS : 0;
        failing = window.failing();
    }

    @Override
    boolean grows() {
        return true;
    }

    @Override
    int attempts(long offset) {
        return window.attempts(offset);
    }

    @Override
    void attempted(long offset, int count) {
        window.attempted(offset, count);
    }

    @Override
    void decided(long offset) {
        window.complete(offset);
        suspects = Math.max(0, suspects - 1);
    }

    @Override
    boolean suspicious() {
        return suspects > 0;
    }

    @Override
    boolean mayBegin() {
        return held() && failing + untold.get() < ROOM_FOR_FAILURES;
    }

    @Override
    void failed(int events) {
        untold.addAndGet(events);
    }

    @Override
    void toldOf(int events) {
        untold.addAndGet(-events);
    }

    @Override
    void failuresKnown() {
        failing = window.failing();
    }

    /// Kafka knows that we hold the partition.
    void mark() {
        marked = true;
    }

    /// The hosts before are known to have let go of it, and Kafka has none that did not: the first commit is
    /// soon enough to tell Kafka that we hold it.
    void trust() {
        marked |= takenBy == 1;
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
