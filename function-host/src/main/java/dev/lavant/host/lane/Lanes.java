package dev.lavant.host.lane;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

/// Order per key, partitions in turn: events of one lane leave one at a time, in the order they came.
///
/// An event that has left holds its lane until [#release]; other lanes go on, so a slow or failing key holds
/// back only itself. Lanes that are ready are served partition by partition, never oldest first, so that a
/// full partition cannot starve the others.
///
/// Not thread-safe: the engine's thread owns it.
///
/// @param <P> a partition
/// @param <E> an event
public final class Lanes<P, E> {
    private final Map<Lane<P>, Queue<E>> waiting = new HashMap<>();
    private final Map<P, Queue<Lane<P>>> ready = new LinkedHashMap<>();
    private int queued;

    /// A lane: one key of one partition.
    ///
    /// @param key equal for events that must keep their order; unique for an event that need not
    public record Lane<P>(P partition, Object key) {}

    /// An event that may run now, with the lane to release once its outcome is decided.
    public record Next<P, E>(Lane<P> lane, E event) {}

    /// Adds an event behind those of its lane.
    public void add(Lane<P> lane, E event) {
        queued++;
        Queue<E> events = waiting.get(lane);
        if (events == null) {
            events = new ArrayDeque<>();
            waiting.put(lane, events);
            makeReady(lane);
        }
        events.add(event);
    }

    /// The next event that may run; its lane is held from now on.
    public Optional<Next<P, E>> next() {
        var partitions = ready.entrySet().iterator();
        if (!partitions.hasNext()) {
            return Optional.empty();
        }
        var turn = partitions.next();
        partitions.remove();
        Lane<P> lane = turn.getValue().remove();
        if (!turn.getValue().isEmpty()) {
            ready.put(turn.getKey(), turn.getValue());
        }
        queued--;
        Queue<E> events = Objects.requireNonNull(waiting.get(lane), "a ready lane has events");
        return Optional.of(new Next<>(lane, events.remove()));
    }

    /// The event that held the lane is decided: the next of the lane may run.
    public void release(Lane<P> lane) {
        Queue<E> events = waiting.get(lane);
        if (events == null) {
            return;
        }
        if (events.isEmpty()) {
            waiting.remove(lane);
        } else {
            makeReady(lane);
        }
    }

    /// Forgets everything of a partition that is no longer ours; a later [#release] of its lanes does nothing.
    public void drop(P partition) {
        ready.remove(partition);
        waiting.entrySet().removeIf(lane -> {
            boolean dropped = lane.getKey().partition().equals(partition);
            queued -= dropped ? lane.getValue().size() : 0;
            return dropped;
        });
    }

    /// Events that wait in a lane, those that have left not counted.
    public int queued() {
        return queued;
    }

    private void makeReady(Lane<P> lane) {
        ready.computeIfAbsent(lane.partition(), _ -> new ArrayDeque<>()).add(lane);
    }
}
