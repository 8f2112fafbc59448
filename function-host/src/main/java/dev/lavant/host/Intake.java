package dev.lavant.host;

import dev.lavant.host.receive.EventReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// Takes in what was read, as much of it as there is room for.
///
/// Owned by the engine's thread.
final class Intake {
    private final EventReader reader;
    private final Partitions partitions;
    private final Room room = Room.of(Runtime.getRuntime().maxMemory());
    private boolean overfull;

    /// How much may be between its reading and its commit.
    ///
    /// @param events at most
    /// @param bytes of keys and values at most
    record Room(int events, long bytes) {
        /// Twice what a transaction takes under load. More of them only live long enough for the collector to move
        /// them.
        private static final int MOST_EVENTS = 20_000;

        private static final long MOST_BYTES = 64L << 20;
        private static final int HEAP_FOR_AN_EVENT = 8 << 10;
        private static final int SHARE_OF_HEAP = 8;

        /// What a heap has room for.
        static Room of(long heapBytes) {
            return new Room(
                    (int) Math.min(MOST_EVENTS, heapBytes / HEAP_FOR_AN_EVENT),
                    Math.min(MOST_BYTES, heapBytes / SHARE_OF_HEAP));
        }

        /// So little that reading may go on after a pause.
        Room half() {
            return new Room(events / 2, bytes / 2);
        }

        boolean overfull(int events, long bytes) {
            return events >= this.events || bytes >= this.bytes;
        }
    }

    Intake(EventReader reader, Partitions partitions) {
        this.reader = reader;
        this.partitions = partitions;
    }

    List<InFlight> take(ConsumerRecords<byte[], byte[]> records, long nowNanos) {
        var events = new ArrayList<InFlight>(records.count());
        for (TopicPartition partition : records.partitions()) {
            partitions
                    .tenure(partition)
                    .ifPresent(tenure -> events.addAll(take(records.records(partition), tenure, nowNanos)));
        }
        return events;
    }

    private List<InFlight> take(List<ConsumerRecord<byte[], byte[]>> records, PartitionTenure tenure, long nowNanos) {
        var events = new ArrayList<InFlight>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (tenure.window.receive(record.offset())) {
                case NEW -> events.add(new InFlight(record, tenure, nowNanos));
                case DONE -> {}
                case NO_ROOM -> {
                    reader.readAgain(tenure.partition, record.offset());
                    return events;
                }
            }
        }
        return events;
    }

    /// The partitions that must not be read for now.
    ///
    /// @param events between their reading and their commit
    /// @param bytes of those, and of outputs that are not committed
    Collection<TopicPartition> paused(int events, long bytes) {
        overfull = (overfull ? room.half() : room).overfull(events, bytes);
        return overfull ? partitions.owned() : partitions.full();
    }
}
