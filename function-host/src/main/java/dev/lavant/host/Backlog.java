package dev.lavant.host;

import dev.lavant.host.lane.Lanes;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;

/// Events that have been read and have no outcome yet: those in their lanes and those that wait to be tried again.
///
/// An event that waits for another attempt keeps its lane, so its key keeps its order and no other key waits. A batch
/// that failed is tried again event by event. Owned by the engine's thread.
final class Backlog {
    private final int batchMax;
    private final Duration batchWait;
    private final Lanes<TopicPartition, InFlight> lanes = new Lanes<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos));
    private final Queue<InFlight> due = new ArrayDeque<>();
    private final Map<TopicPartition, Long> bytes = new HashMap<>();

    private record Waiting(long dueNanos, InFlight event) {}

    Backlog(FunctionDeployment function) {
        this.batchMax = function.getBatchMax();
        this.batchWait = Duration.ofMillis(function.getBatchWaitMillis());
    }

    void add(InFlight event) {
        bytes.merge(event.partition(), event.bytes(), Long::sum);
        lanes.add(event.lane, event);
    }

    /// The next events to run an attempt at.
    Optional<Batch> next(long nowNanos) {
        while (!waiting.isEmpty() && waiting.element().dueNanos() <= nowNanos) {
            due.add(waiting.remove().event());
        }
        List<InFlight> events = due.isEmpty() ? lanes.next(rule(nowNanos)) : List.of(due.remove());
        return events.isEmpty() ? Optional.empty() : Optional.of(new Batch(events));
    }

    private Lanes.Rule<InFlight> rule(long nowNanos) {
        return batchMax == 1
                ? Lanes.Rule.single()
                : new Lanes.Rule<>(
                        batchMax, InFlight::runsAlone, event -> nowNanos - event.receivedNanos >= batchWait.toNanos());
    }

    /// Another attempt at these, each by itself: the first of each lane once its time has come, the others after it.
    void again(Batch batch, long dueNanos) {
        batch.events().forEach(InFlight::runAlone);
        batch.byLane().forEach((lane, events) -> {
            waiting.add(new Waiting(dueNanos, events.getFirst()));
            lanes.putBack(lane, events.subList(1, events.size()));
        });
    }

    /// The outcome of these is decided: the next ones of their keys may run.
    void settled(Batch batch) {
        for (InFlight event : batch.events()) {
            bytes.merge(event.partition(), -event.bytes(), Long::sum);
            event.window.complete(event.record.offset());
        }
        batch.byLane().keySet().forEach(lanes::release);
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

    /// True when no event could run, however many threads were free, before another's outcome or time has come.
    boolean nothingReady() {
        return !lanes.anyReady() && due.isEmpty();
    }

    /// True when no event could run now, however many threads were free.
    boolean nothingDue(long nowNanos) {
        return due.isEmpty() && nextDueNanos().orElse(Long.MAX_VALUE) > nowNanos && (batchMax > 1 || !lanes.anyReady());
    }

    /// When the next event that waits for a time is due: another attempt, or a batch that is not full.
    OptionalLong nextDueNanos() {
        LongStream retries = waiting.stream().mapToLong(Waiting::dueNanos);
        LongStream batches = lanes.firsts().stream()
                .mapToLong(
                        event -> event.runsAlone() ? event.receivedNanos : event.receivedNanos + batchWait.toNanos());
        return LongStream.concat(retries, batches).min();
    }

    /// Size of the events without an outcome, those that run included.
    long bytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
