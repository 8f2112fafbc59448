package dev.lavant.host;

import dev.lavant.host.lane.Lanes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.kafka.common.TopicPartition;

/// Events that have been read and have no outcome yet: those in their lanes and those that wait to be tried again.
///
/// An event that waits for another attempt keeps its lane, so its key keeps its order and no other key waits.
/// Owned by the engine's thread.
final class Backlog {
    private final Lanes<TopicPartition, InFlight> lanes = new Lanes<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos));
    private final Queue<InFlight> due = new ArrayDeque<>();
    private final Map<TopicPartition, Long> bytes = new HashMap<>();

    private record Waiting(long dueNanos, InFlight event) {}

    void add(InFlight event) {
        bytes.merge(event.partition(), event.bytes(), Long::sum);
        lanes.add(event.lane, event);
    }

    /// The next event to run an attempt at.
    Optional<InFlight> next(long nowNanos) {
        while (!waiting.isEmpty() && waiting.element().dueNanos() <= nowNanos) {
            due.add(waiting.remove().event());
        }
        return Optional.ofNullable(due.poll()).or(() -> lanes.next().map(Lanes.Next::event));
    }

    void again(InFlight event, long dueNanos) {
        waiting.add(new Waiting(dueNanos, event));
    }

    /// The event's outcome is decided: the next one of its key may run.
    void settled(InFlight event) {
        bytes.merge(event.partition(), -event.bytes(), Long::sum);
        event.window.complete(event.record.offset());
        lanes.release(event.lane);
    }

    void drop(Collection<TopicPartition> partitions) {
        partitions.forEach(lanes::drop);
        waiting.removeIf(event -> partitions.contains(event.event().partition()));
        due.removeIf(event -> partitions.contains(event.partition()));
        bytes.keySet().removeAll(partitions);
    }

    /// Events that wait for a first or another attempt.
    int size() {
        return lanes.queued() + waiting.size() + due.size();
    }

    /// True when no event could run now, however many threads were free.
    boolean nothingReady() {
        return lanes.queued() == 0 && due.isEmpty();
    }

    /// Size of the events without an outcome, those that run included.
    long bytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
