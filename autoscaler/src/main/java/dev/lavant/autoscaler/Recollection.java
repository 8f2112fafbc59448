package dev.lavant.autoscaler;

import dev.lavant.autoscaler.decide.Remembered;
import dev.lavant.autoscaler.decide.State;
import dev.lavant.autoscaler.decide.State.End;
import dev.lavant.autoscaler.decide.State.Need;
import dev.lavant.schemas.EventsAt;
import dev.lavant.schemas.HostsAt;
import dev.lavant.schemas.ScalingMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What one leader hands on to the next of a function, as `lavant.scaling.state` has it. Pure.
///
/// @param state that decisions go on with
/// @param starts how long hosts took
record Recollection(State state, StartTimes starts) {
    /// Of a function that nobody has looked at.
    static final Recollection NONE = new Recollection(State.NONE, StartTimes.NONE);

    /// What is still true of what was handed on.
    static Recollection of(ScalingMemory record, Instant now) {
        var known = new Remembered(
                record.getRememberedAt(),
                record.getEnds().stream()
                        .map(end -> new End(end.getAt(), end.getEvents()))
                        .toList(),
                record.getNeeds().stream()
                        .map(need -> new Need(need.getAt(), need.getHosts()))
                        .toList(),
                Optional.ofNullable(record.getBusyAt()),
                record.getLulls(),
                record.getWakes());
        return new Recollection(
                known.state(now),
                new StartTimes(
                        record.getStartMillis().stream().map(Duration::ofMillis).toList()));
    }

    /// To hand on.
    ScalingMemory record(String function, Instant now) {
        Remembered known = state.remembered(now);
        return ScalingMemory.newBuilder()
                .setFunction(function)
                .setRememberedAt(millis(now))
                .setEnds(known.ends().stream()
                        .map(end -> new EventsAt(millis(end.at()), end.events()))
                        .toList())
                .setNeeds(known.needs().stream()
                        .map(need -> new HostsAt(millis(need.at()), need.hosts()))
                        .toList())
                .setBusyAt(known.busyAt().map(Recollection::millis).orElse(null))
                .setLulls(known.lulls())
                .setWakes(known.wakes())
                .setStartMillis(starts.latest().stream().map(Duration::toMillis).toList())
                .build();
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
