package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;

/// When a host was there, and what it can use at most.
///
/// @param memoryMib reserved for it
/// @param processors that its handlers can keep busy
/// @param until its end; now for one that lives
public record Life(String function, int memoryMib, int processors, Instant from, Instant until, Phase phase) {
    /// Where a host is in its life.
    public enum Phase {
        /// It takes events, or soon will.
        WORKS,
        /// It takes none any more and ends when it has done those it has.
        FINISHES,
        /// It is gone.
        ENDED
    }

    /// Seconds of it that are after a time.
    double secondsAfter(Instant time) {
        Instant begin = from.isAfter(time) ? from : time;
        return Math.max(0, Pace.seconds(Duration.between(begin, until)));
    }
}
