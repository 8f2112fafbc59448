package dev.lavant.host;

import dev.lavant.host.lane.Lanes;
import dev.lavant.host.lane.Lanes.Lane;
import dev.lavant.host.lane.Lanes.Rule;
import dev.lavant.host.lane.Lanes.Together;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Events that have been read and have no outcome yet: those in their lanes and those that wait to be tried again.
///
/// An event that waits for another attempt keeps its lane, so its key keeps its order and no other key waits. A batch
/// that failed is tried again event by event. Owned by the engine's thread.
final class Backlog {
    /// Events of a lane that one thread runs one after the other before another lane has its turn.
    private static final int LONGEST_RUN = 32;

    private static final Rule<InFlight> ONE_BY_ONE =
            new Rule<>(Together.OF_A_LANE, LONGEST_RUN, InFlight::runsAlone, _ -> true, Backlog::mayBegin);

    private final EventOrdering ordering;
    private final int batchMax;
    private final Duration batchWait;
    private final Lanes<Tenure, InFlight> lanes = new Lanes<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos));
    private final Queue<InFlight> due = new ArrayDeque<>();
    private long bytes;

    private record Waiting(long dueNanos, InFlight event) {}

    Backlog(FunctionDeployment function) {
        this.ordering = function.getOrdering();
        this.batchMax = function.getBatchMax();
        this.batchWait = Duration.ofMillis(function.getBatchWaitMillis());
    }

    void add(InFlight event) {
        bytes += event.bytes();
        event.lane(lanes.add(event.tenure, event.laneKey(ordering), event));
    }

    /// The next calls of the handler, to be made one after the other for as long as they succeed; none when nothing may
    /// run now.
    List<Batch> next(long nowNanos) {
        while (!waiting.isEmpty() && waiting.element().dueNanos() <= nowNanos) {
            due.add(waiting.remove().event());
        }
        if (!due.isEmpty()) {
            return List.of(new Batch(List.of(due.remove())));
        }
        List<InFlight> events = lanes.next(rule(nowNanos));
        if (events.isEmpty()) {
            return List.of();
        }
        return batchMax > 1 || events.size() == 1
                ? List.of(new Batch(events))
                : events.stream().map(event -> new Batch(List.of(event))).toList();
    }

    private Rule<InFlight> rule(long nowNanos) {
        return batchMax == 1
                ? ONE_BY_ONE
                : new Rule<>(
                        Together.OF_A_PARTITION,
                        batchMax,
                        InFlight::runsAlone,
                        event -> nowNanos - event.dueNanos(batchWait) >= 0,
                        Backlog::mayBegin);
    }

    private static boolean mayBegin(InFlight event) {
        return event.tenure.mayBegin();
    }

    /// Another attempt at these, each by itself: the first of each lane once its time has come, the others after it.
    void again(Batch batch, long dueNanos) {
        batch.events().forEach(InFlight::runAlone);
        byLane(batch).forEach((lane, events) -> {
            waiting.add(new Waiting(dueNanos, events.getFirst()));
            lanes.putBack(lane, events.subList(1, events.size()));
        });
    }

    private static LinkedHashMap<Lane<InFlight>, List<InFlight>> byLane(Batch batch) {
        var byLane = new LinkedHashMap<Lane<InFlight>, List<InFlight>>();
        batch.events()
                .forEach(event -> byLane.computeIfAbsent(event.lane(), _ -> new ArrayList<>())
                        .add(event));
        return byLane;
    }

    /// These were to be run and were not: they come first in their lanes again.
    void putBack(List<Batch> notBegun) {
        for (Batch batch : notBegun.reversed()) {
            byLane(batch).forEach(lanes::putBack);
        }
    }

    /// The outcome of these is decided: the next ones of their keys may run.
    void settled(Batch batch) {
        for (InFlight event : batch.events()) {
            forget(event);
            event.tenure.decided(event.record.offset());
            lanes.release(event.lane());
        }
    }

    /// This one, which is in no lane any more, is left to another host.
    void forget(InFlight event) {
        bytes -= event.bytes();
    }

    /// These are left to other hosts, but for those that run.
    ///
    /// @return the events that were here
    List<InFlight> drop(Tenure gone) {
        Predicate<InFlight> ofIt = event -> event.tenure == gone;
        List<InFlight> dropped = new ArrayList<>(lanes.drop(gone));
        waiting.stream().map(Waiting::event).filter(ofIt).forEach(dropped::add);
        due.stream().filter(ofIt).forEach(dropped::add);
        waiting.removeIf(event -> ofIt.test(event.event()));
        due.removeIf(ofIt);
        dropped.forEach(this::forget);
        return dropped;
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
        LongStream batches = lanes.firsts().stream().mapToLong(event -> event.dueNanos(batchWait));
        return LongStream.concat(retries, batches).min();
    }

    /// Size of the events without an outcome, those that run included.
    long bytes() {
        return bytes;
    }
}
