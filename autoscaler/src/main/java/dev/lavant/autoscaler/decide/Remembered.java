package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.State.End;
import dev.lavant.autoscaler.decide.State.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What of a function's [State] outlives the autoscaler that learned it. What is left out is learned again within a
/// minute, from Kafka and from heartbeats.
///
/// @param at when it was true
/// @param ends how many events had been appended, oldest first
/// @param needs how many hosts were needed, oldest first
/// @param busyAt when something last waited or ran
/// @param lulls in seconds, oldest first
/// @param wakes events that each brought, oldest first
public record Remembered(
        Instant at, List<End> ends, List<Need> needs, Optional<Instant> busyAt, List<Double> lulls, List<Long> wakes) {
    private static final Duration FRESH = Duration.ofMinutes(1);

    public Remembered {
        ends = List.copyOf(ends);
        needs = List.copyOf(needs);
        lulls = List.copyOf(lulls);
        wakes = List.copyOf(wakes);
    }

    /// The state to go on with. What is older than a minute says nothing of now: then only habits are kept, and two
    /// looks pass before hosts are added where some run.
    public State state(Instant now) {
        var habits = new Habits(lulls, wakes, Optional.empty());
        boolean fresh = Duration.between(at, now).compareTo(FRESH) <= 0;
        return fresh
                ? State.NONE.with(ends, needs, busyAt, habits)
                : State.RESTARTED.with(List.of(), List.of(), busyAt, habits);
    }
}
