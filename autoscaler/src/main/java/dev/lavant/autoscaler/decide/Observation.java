package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;

/// One look at a function.
///
/// @param at when
/// @param lag what waits
/// @param hosts what runs
/// @param work what its hosts do, and how long an event takes them
/// @param failures starts that came to nothing
public record Observation(Instant at, Lag lag, Hosts hosts, Work work, Failures failures) {

    /// Hosts by what they do.
    ///
    /// @param ready take events
    /// @param starting were started and take none yet
    /// @param draining finish what they have and end
    /// @param older are of an earlier revision, and work until enough of this one are ready
    public record Hosts(int ready, int starting, int draining, int older) {
        /// Those of this revision that work or soon will.
        public int current() {
            return ready + starting;
        }
    }

    /// What hosts report of themselves.
    ///
    /// @param events a sample of those handled lately
    /// @param busy handler time of these
    /// @param inFlight read and not yet committed, now
    /// @param failedAttempts that were seen so far
    public record Work(long events, Duration busy, int inFlight, long failedAttempts) {
        /// Nothing yet.
        public static final Work NONE = new Work(0, Duration.ZERO, 0);

        /// No attempt has failed.
        public Work(long events, Duration busy, int inFlight) {
            this(events, busy, inFlight, 0);
        }
    }

    /// Starts that came to nothing: the host ended unasked before it had proved itself.
    ///
    /// @param inARow since one last did
    /// @param last how the last of them ended, in words
    public record Failures(int inARow, String last) {
        /// All is well.
        public static final Failures NONE = new Failures(0, "");
    }
}
