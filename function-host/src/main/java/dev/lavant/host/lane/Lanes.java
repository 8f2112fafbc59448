package dev.lavant.host.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Predicate;

/// Order per key, partitions in turn: events of one lane leave in the order they came, one at a time or together in a
/// batch.
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
    private final Map<Lane<P>, Deque<E>> waiting = new HashMap<>();
    private final Map<P, Queue<Lane<P>>> ready = new LinkedHashMap<>();
    private int queued;

    /// A lane: events of one partition that keep their order, such as those of one key.
    ///
    /// @param key equal for events that must keep their order; unique for an event that need not
    public record Lane<P>(P partition, Object key) {}

    /// When events leave, and how many at once.
    ///
    /// @param most events at most, at least 1; with more than one, those of a partition leave together
    /// @param alone true for an event that must leave by itself
    /// @param due true when the first event of a partition must not wait for others to leave with it
    public record Rule<E>(int most, Predicate<E> alone, Predicate<E> due) {

        /// Each event by itself, at once.
        public static <E> Rule<E> single() {
            return new Rule<>(1, _ -> true, _ -> true);
        }
    }

    /// Adds an event behind those of its lane.
    public void add(Lane<P> lane, E event) {
        queued++;
        Deque<E> events = waiting.get(lane);
        if (events == null) {
            events = new ArrayDeque<>();
            waiting.put(lane, events);
            makeReady(lane);
        }
        events.add(event);
    }

    /// The next events that may run together: all of one partition, those of a lane in its order. Their lanes are held
    /// from now on.
    ///
    /// @return none when nothing may leave now
    public List<E> next(Rule<E> rule) {
        for (P partition : ready.keySet()) {
            Queue<Lane<P>> lanes = lanesOf(partition);
            if (mayLeave(lanes, rule)) {
                ready.remove(partition);
                List<E> taken = take(lanes, rule);
                if (!lanes.isEmpty()) {
                    ready.put(partition, lanes); // behind the other partitions
                }
                queued -= taken.size();
                return taken;
            }
        }
        return List.of();
    }

    private boolean mayLeave(Queue<Lane<P>> lanes, Rule<E> rule) {
        E first = events(lanes.element()).element();
        return rule.due().test(first)
                || rule.alone().test(first)
                || lanes.stream().mapToInt(lane -> events(lane).size()).sum() >= rule.most();
    }

    private List<E> take(Queue<Lane<P>> lanes, Rule<E> rule) {
        var taken = new ArrayList<E>();
        while (!lanes.isEmpty() && taken.size() < rule.most()) {
            Queue<E> events = events(lanes.element());
            if (rule.alone().test(events.element())) {
                return taken.isEmpty() ? List.of(events(lanes.remove()).remove()) : taken;
            }
            lanes.remove();
            while (!events.isEmpty()
                    && taken.size() < rule.most()
                    && !rule.alone().test(events.element())) {
                taken.add(events.remove());
            }
        }
        return taken;
    }

    /// Takes back events that have left, to the front of their lane, which stays held.
    ///
    /// @param events in the order in which they left
    public void putBack(Lane<P> lane, List<E> events) {
        Deque<E> behind = waiting.get(lane);
        if (behind == null) {
            return;
        }
        events.reversed().forEach(behind::addFirst);
        queued += events.size();
    }

    /// What held the lane is decided: the next of the lane may run. To be called once for each time it was held.
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

    /// True when an event could leave, or waits only for its batch to fill.
    public boolean anyReady() {
        return !ready.isEmpty();
    }

    /// Of each partition the event that would leave first.
    public List<E> firsts() {
        return ready.values().stream()
                .map(lanes -> events(lanes.element()).element())
                .toList();
    }

    private Queue<Lane<P>> lanesOf(P partition) {
        return Objects.requireNonNull(ready.get(partition), "a ready partition has lanes");
    }

    private Queue<E> events(Lane<P> lane) {
        return Objects.requireNonNull(waiting.get(lane), "a ready lane has events");
    }

    private void makeReady(Lane<P> lane) {
        ready.computeIfAbsent(lane.partition(), _ -> new ArrayDeque<>()).add(lane);
    }
}
