package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a decision remembers of those before it: enough to tell a rate, a lull and a need that has passed. Bounded.
///
/// @param ends how many events had been appended, looked at no more than once a second, oldest first
/// @param needs how many hosts were needed, at least as far back as the down-window, oldest first
/// @param busyAt when something last waited or ran
/// @param failedAt when the last start failed that the decision has seen, and how many had in a row
public record State(List<End> ends, List<Need> needs, Optional<Instant> busyAt, Optional<Failed> failedAt) {
    /// Before the first look.
    public static final State NONE = new State(List.of(), List.of(), Optional.empty(), Optional.empty());

    /// Events appended up to a time.
    public record End(Instant at, long events) {}

    /// Hosts needed at a time.
    public record Need(Instant at, int hosts) {}

    /// Failed starts in a row.
    public record Failed(Instant at, int starts) {}

    public State {
        ends = List.copyOf(ends);
        needs = List.copyOf(needs);
    }

    /// After a look that told nothing: for all we know every host was needed, so a lull or a lesser need begins anew.
    State unknown(Need held, Duration window) {
        return new State(ends, Needs.with(needs, held, window), Optional.of(held.at()), failedAt);
    }
}
