package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;

/// One look at a function.
///
/// @param at when
/// @param lag what waits
/// @param hosts what runs
/// @param work what its hosts have done since they started
public record Observation(Instant at, Lag lag, Hosts hosts, Work work) {

    /// Hosts by what they do.
    ///
    /// @param ready take events
    /// @param starting were started and take none yet
    /// @param draining finish what they have and end
    /// @param failedStarts starts in a row that ended before the host was ready
    public record Hosts(int ready, int starting, int draining, int failedStarts) {
        /// Those that work or soon will.
        public int current() {
            return ready + starting;
        }
    }

    /// What hosts report of themselves.
    ///
    /// @param events handled
    /// @param busy handler time of those
    /// @param inFlight read and not yet committed
    public record Work(long events, Duration busy, int inFlight) {
        /// Nothing yet.
        public static final Work NONE = new Work(0, Duration.ZERO, 0);
    }
}
