package dev.lavant.host;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The positions that were noted last, up to a limit; the oldest are forgotten first.
///
/// Owned by the engine's thread.
final class Positions {
    private final int most;
    private final Set<Position> known = new HashSet<>();
    private final Queue<Position> oldestFirst = new ArrayDeque<>();

    /// Where an event stands, by whichever delivery it came.
    record Position(TopicPartition partition, long offset) {
        static Position of(ConsumerRecord<byte[], byte[]> event) {
            return new Position(new TopicPartition(event.topic(), event.partition()), event.offset());
        }
    }

    /// @param most that are known at a time, at least 1
    Positions(int most) {
        this.most = most;
    }

    void note(Position position) {
        if (known.add(position)) {
            oldestFirst.add(position);
        }
        if (known.size() > most) {
            known.remove(oldestFirst.remove());
        }
    }

    boolean contains(Position position) {
        return known.contains(position);
    }
}
