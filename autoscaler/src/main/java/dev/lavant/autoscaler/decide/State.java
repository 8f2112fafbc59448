package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a decision remembers of those before it: enough to tell a rate, a lull and a need that has passed.
/// Bounded.
///
/// @param ends how many events had been appended, looked at no more than once a second, oldest first
/// @param needs how many hosts were needed, at least as far back as the down-window, oldest first
/// @param busyAt when something last waited or ran
/// @param failedAt when the last start failed that the decision has seen, and how many had in a row
/// @param learned of the function's habits
public record State(
        List<End> ends, List<Need> needs, Optional<Instant> busyAt, Optional<Failed> failedAt, Learned learned) {
    /// Before the first look.
    public static final State NONE = new State(
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new Learned(List.of(), Optional.empty(), Habits.NONE, Effect.NONE, List.of(), 0));

    /// After what was remembered was lost or is older than a minute while hosts may run: two looks pass before
    /// hosts are added, and a down-window before any goes.
    public static final State RESTARTED = new State(
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new Learned(List.of(), Optional.empty(), Habits.NONE, Effect.NONE, List.of(), 2));

    /// Events appended up to a time.
    public record End(Instant at, long events) {}

    /// Hosts needed at a time.
    public record Need(Instant at, int hosts) {}

    /// Failed starts in a row.
    public record Failed(Instant at, int starts) {}

    /// What is known of the function beyond its last minute.
    ///
    /// @param tracks one for each partition
    /// @param lookedAt when these were
    /// @param asked hosts that were added lately, and when
    /// @param unsure looks to go until hosts may be added after a restart
    record Learned(
            List<Track> tracks,
            Optional<Instant> lookedAt,
            Habits habits,
            Effect effect,
            List<Need> asked,
            int unsure) {
        Learned {
            tracks = List.copyOf(tracks);
            asked = List.copyOf(asked);
        }
    }

    public State {
        ends = List.copyOf(ends);
        needs = List.copyOf(needs);
    }

    State with(List<End> ends, List<Need> needs, Optional<Instant> busyAt, Habits habits) {
        var known = new Learned(
                learned.tracks(), learned.lookedAt(), habits, learned.effect(), learned.asked(), learned.unsure());
        return new State(ends, needs, busyAt, failedAt, known);
    }

    /// What of it is worth keeping beyond this process.
    ///
    /// @param at when it is true
    public Remembered remembered(Instant at) {
        Habits habits = learned.habits();
        return new Remembered(at, ends, needs, busyAt, habits.lulls(), habits.wakes());
    }

    List<Track> tracks() {
        return learned.tracks();
    }

    /// Whether events have come since the last look.
    boolean grown(Lag.Known lag) {
        long end = tracks().stream().mapToLong(Track::end).sum();
        return tracks().size() == lag.partitions().size() && lag.end() > end;
    }

    Instant lookedAt(Observation seen) {
        return learned.lookedAt().orElse(seen.at());
    }

    /// What was needed before, as far as it is known: after a restart, for all we know, every host that runs.
    List<Need> needs(Observation seen) {
        boolean restarted = learned.unsure() > 0 && needs.isEmpty();
        return restarted ? List.of(new Need(seen.at(), seen.hosts().current())) : needs;
    }

    /// After a look that told nothing: for all we know every host was needed, so a lull or a lesser need begins
    /// anew.
    State unknown(Need held, Duration window) {
        return new State(ends, Needs.with(needs, held, window), Optional.of(held.at()), failedAt, learned);
    }
}
