package dev.lavant.host.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;

/// Order per key, partitions in turn: events of one lane leave in the order they came, some at a time.
///
/// Events that have left hold their lane until each of them is released or put back; other lanes go on, so a
/// slow or failing key holds back only itself. Lanes that are ready are served partition by partition, never
/// oldest first, so that a full partition cannot starve the others.
///
/// Not thread-safe: the engine's thread owns it.
///
/// @param <P> a partition
/// @param <E> an event
public final class Lanes<P, E> {
    private final Map<P, Home<E>> homes = new HashMap<>();
    private final ArrayDeque<Home<E>> turn = new ArrayDeque<>();
    private int queued;

    /// Events of one partition that keep their order, such as those of one key. What it is called by is [#add]'s
    /// affair.
    public static final class Lane<E> {
        private final Home<E> home;
        private final Object key;
        private final ArrayDeque<E> events = new ArrayDeque<>(2);
        private int away;

        private Lane(Home<E> home, Object key) {
            this.home = home;
            this.key = key;
        }
    }

    /// The lanes of one partition.
    private static final class Home<E> {
        private final Map<Object, Lane<E>> lanes = new HashMap<>();
        private final ArrayDeque<Lane<E>> ready = new ArrayDeque<>();
        private boolean dropped;
    }

    /// Which events leave together.
    public enum Together {
        /// Those of one lane, to be run one after the other.
        OF_A_LANE,
        /// Those of one partition, to be run as one.
        OF_A_PARTITION
    }

    /// When events leave, and how many at once.
    ///
    /// @param most events at most, at least 1
    /// @param alone true for an event that must leave by itself
    /// @param due true when the first event of a partition must not wait for others to leave with it
    /// @param mayBegin false while the partition of an event is passed over
    public record Rule<E>(Together together, int most, Predicate<E> alone, Predicate<E> due, Predicate<E> mayBegin) {}

    /// Adds an event behind those of its lane.
    ///
    /// @param key equal for events of the partition that must keep their order; unique for an event that need not
    /// @return its lane
    public Lane<E> add(P partition, Object key, E event) {
        queued++;
        Home<E> home = homes.computeIfAbsent(partition, _ -> new Home<>());
        Lane<E> lane = home.lanes.get(key);
        if (lane == null) {
            lane = new Lane<>(home, key);
            home.lanes.put(key, lane);
            makeReady(lane);
        }
        lane.events.add(event);
        return lane;
    }

    /// The next events that may run. Their lanes are held from now on.
    ///
    /// @return none when nothing may leave now
    public List<E> next(Rule<E> rule) {
        for (Home<E> home : turn) {
            if (mayLeave(home.ready, rule)) {
                turn.remove(home);
                List<E> taken = rule.together() == Together.OF_A_LANE
                        ? takeLane(home.ready.remove(), rule)
                        : takePartition(home.ready, rule);
                if (!home.ready.isEmpty()) {
                    turn.add(home); // behind the other partitions
                }
                queued -= taken.size();
                return taken;
            }
        }
        return List.of();
    }

    private static <E> boolean mayLeave(Queue<Lane<E>> ready, Rule<E> rule) {
        E first = ready.element().events.element();
        if (!rule.mayBegin().test(first)) {
            return false;
        }
        return rule.due().test(first)
                || rule.alone().test(first)
                || ready.stream().mapToInt(lane -> lane.events.size()).sum() >= rule.most();
    }

    private static <E> List<E> takeLane(Lane<E> lane, Rule<E> rule) {
        E first = take(lane);
        if (rule.most() == 1 || lane.events.isEmpty() || rule.alone().test(first)) {
            return List.of(first);
        }
        var taken = new ArrayList<E>();
        taken.add(first);
        takeMore(lane, rule, taken);
        return taken;
    }

    private static <E> List<E> takePartition(Queue<Lane<E>> ready, Rule<E> rule) {
        var taken = new ArrayList<E>();
        while (!ready.isEmpty() && taken.size() < rule.most()) {
            Queue<E> events = ready.element().events;
            if (rule.alone().test(events.element())) {
                return taken.isEmpty() ? List.of(take(ready.remove())) : taken;
            }
            takeMore(ready.remove(), rule, taken);
        }
        return taken;
    }

    private static <E> void takeMore(Lane<E> lane, Rule<E> rule, List<E> taken) {
        while (!lane.events.isEmpty()
                && taken.size() < rule.most()
                && !rule.alone().test(lane.events.element())) {
            taken.add(take(lane));
        }
    }

    private static <E> E take(Lane<E> lane) {
        lane.away++;
        return lane.events.remove();
    }

    /// Takes back events that have left and not been run, to the front of their lane.
    ///
    /// @param events in the order in which they left
    public void putBack(Lane<E> lane, List<E> events) {
        if (lane.home.dropped) {
            return;
        }
        events.reversed().forEach(lane.events::addFirst);
        queued += events.size();
        returned(lane, events.size());
    }

    /// An event that left is decided: once no other is away, the next of the lane may run.
    public void release(Lane<E> lane) {
        if (!lane.home.dropped) {
            returned(lane, 1);
        }
    }

    private void returned(Lane<E> lane, int events) {
        lane.away -= events;
        if (lane.away > 0) {
            return;
        }
        if (lane.events.isEmpty()) {
            lane.home.lanes.remove(lane.key);
        } else {
            makeReady(lane);
        }
    }

    /// Forgets everything of a partition that is no longer ours; what is released of it later does nothing.
    ///
    /// @return the events that waited in its lanes
    public List<E> drop(P partition) {
        Home<E> home = homes.remove(partition);
        if (home == null) {
            return List.of();
        }
        home.dropped = true;
        turn.remove(home);
        List<E> waited = home.lanes.values().stream()
                .flatMap(lane -> lane.events.stream())
                .toList();
        queued -= waited.size();
        return waited;
    }

    /// Events that wait in a lane, those that have left not counted.
    public int queued() {
        return queued;
    }

    /// True when an event could leave, or waits only for its batch to fill.
    public boolean anyReady() {
        return !turn.isEmpty();
    }

    /// Of each partition the event that would leave first.
    public List<E> firsts() {
        return turn.stream().map(home -> home.ready.element().events.element()).toList();
    }

    private void makeReady(Lane<E> lane) {
        if (lane.home.ready.isEmpty()) {
            turn.add(lane.home);
        }
        lane.home.ready.add(lane);
    }
}
