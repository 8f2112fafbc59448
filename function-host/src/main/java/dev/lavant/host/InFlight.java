package dev.lavant.host;

import dev.lavant.host.invoke.Delivery;
import dev.lavant.host.lane.Lanes.Lane;
import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Run;
import dev.lavant.host.meter.Source;
import dev.lavant.host.receive.ShareReader;
import dev.lavant.schemas.EventOrdering;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// An event between its reading and its commit. Owned by the engine's thread.
final class InFlight {
    final ConsumerRecord<byte[], byte[]> record;
    final Tenure tenure;
    private final long receivedNanos;
    private @Nullable Lane<InFlight> lane;
    private @Nullable Instant startedAt;
    private @Nullable Instant firstFailure;
    private Meter.Start start = Meter.Start.WARM;
    private Run used = Run.NONE;
    private int attempts;
    private boolean alone;
    private boolean foretold;

    /// @param tenure for how long it is ours
    InFlight(ConsumerRecord<byte[], byte[]> record, Tenure tenure, long receivedNanos) {
        this.record = record;
        this.tenure = tenure;
        this.receivedNanos = receivedNanos;
        this.attempts = tenure.attempts(record.offset());
        this.alone = attempts > 0;
    }

    /// What events that must keep their order with this one have in common.
    Object laneKey(EventOrdering ordering) {
        return switch (ordering) {
            case KEY -> record.key() == null ? record.offset() : new EventKey(record.key());
            case PARTITION -> ordering;
            case NONE -> record.offset();
        };
    }

    void lane(Lane<InFlight> entered) {
        lane = entered;
    }

    Lane<InFlight> lane() {
        return Objects.requireNonNull(lane, "an event is in a lane before it leaves one");
    }

    Delivery delivery() {
        return new Delivery(record, tenure.topicId);
    }

    Source source() {
        return delivery().source();
    }

    /// Whether it may be what killed the hosts before this one.
    boolean suspect() {
        return tenure.suspicious();
    }

    /// Whether it has been handed out so often, without an outcome, that it must not run any more.
    boolean spent() {
        return !ShareReader.mayRun(record);
    }

    /// When it must not wait any longer for others to join it in a batch.
    long dueNanos(Duration batchWait) {
        return runsAlone() || !tenure.grows() ? receivedNanos : receivedNanos + batchWait.toNanos();
    }

    /// From now on it is run by itself and in no batch.
    void runAlone() {
        alone = true;
    }

    boolean runsAlone() {
        return alone || suspect();
    }

    /// Its first attempt begins now, or did before.
    void begin(Instant now, Meter.Start kind) {
        if (startedAt == null) {
            startedAt = now;
            start = kind;
        }
    }

    /// Counts an attempt that is about to begin, so that it is known even if the host dies of it.
    void foretell() {
        attempts++;
        foretold = true;
        tenure.attempted(record.offset(), attempts);
    }

    boolean foretold() {
        return foretold;
    }

    /// An attempt has ended that counts as one.
    void attempted(Run run) {
        attempts += foretold ? 0 : 1;
        foretold = false;
        used = used.plus(run);
    }

    /// An attempt has ended that does not count.
    void notAttempted(Run run) {
        attempts -= foretold ? 1 : 0;
        foretold = false;
        used = used.plus(run);
    }

    /// An attempt has failed and another follows.
    void failed(Instant now) {
        firstFailure = firstFailure(now);
        if (attempts > 0) {
            tenure.attempted(record.offset(), attempts);
        }
    }

    Instant firstFailure(Instant otherwise) {
        return firstFailure == null ? otherwise : firstFailure;
    }

    int attempts() {
        return attempts;
    }

    Run used() {
        return used;
    }

    Meter.Start start() {
        return start;
    }

    /// When its first attempt began; empty when there was none here.
    Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /// From the append of the event to this, at least 0.
    long queueNanos(Instant begun) {
        return Math.max(0, begun.toEpochMilli() - record.timestamp()) * 1_000_000;
    }

    /// Size of key and value.
    long bytes() {
        return Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }
}
