package dev.lavant.host;

import dev.lavant.host.invoke.Delivery;
import dev.lavant.host.lane.Lanes.Lane;
import dev.lavant.host.lane.Window;
import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Run;
import dev.lavant.host.meter.Source;
import dev.lavant.schemas.EventOrdering;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// An event between its reading and its commit. Owned by the engine's thread.
final class InFlight {
    final ConsumerRecord<byte[], byte[]> record;
    final Source source;
    final Window window;
    final Lane<TopicPartition> lane;
    final long receivedNanos;
    private @Nullable Instant startedAt;
    private Meter.Start start = Meter.Start.WARM;
    private Run used = Run.NONE;
    private int attempts;
    private boolean alone;

    /// @param ordering which events share its lane
    /// @param window the assignment of its partition under which it was read
    InFlight(
            ConsumerRecord<byte[], byte[]> record,
            String topicId,
            EventOrdering ordering,
            Window window,
            long receivedNanos) {
        this.record = record;
        this.source = new Source(record.topic(), topicId, record.partition(), record.offset());
        this.window = window;
        this.lane = new Lane<>(partition(), laneKey(record, ordering));
        this.receivedNanos = receivedNanos;
    }

    private static Object laneKey(ConsumerRecord<byte[], byte[]> record, EventOrdering ordering) {
        return switch (ordering) {
            case KEY -> record.key() == null ? record.offset() : ByteBuffer.wrap(record.key());
            case PARTITION -> ordering;
            case NONE -> record.offset();
        };
    }

    Delivery delivery() {
        return new Delivery(record, source);
    }

    /// From now on it is run by itself and in no batch.
    void runAlone() {
        alone = true;
    }

    boolean runsAlone() {
        return alone;
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /// Its first attempt begins now, or did before.
    void begin(Instant now, Meter.Start kind) {
        if (startedAt == null) {
            startedAt = now;
            start = kind;
        }
    }

    /// An attempt has ended that counts as one.
    void attempted(Run run) {
        attempts++;
        used = used.plus(run);
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

    Instant startedAt(Instant otherwise) {
        return startedAt == null ? otherwise : startedAt;
    }

    /// Append of the event to its first attempt, at least 0.
    long queueNanos(Instant otherwise) {
        return Math.max(0, startedAt(otherwise).toEpochMilli() - record.timestamp()) * 1_000_000;
    }

    /// Size of key and value.
    long bytes() {
        return Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }
}
