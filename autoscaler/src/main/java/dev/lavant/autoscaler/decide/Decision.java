package dev.lavant.autoscaler.decide;

import dev.lavant.schemas.ScalingCode;

/// How many hosts, and why.
///
/// @param desired hosts that should work, draining ones not counted
/// @param code for machines
/// @param reason for people, with the numbers it rests on
/// @param rates what it was computed from
/// @param next handed to the next decision
public record Decision(int desired, ScalingCode code, String reason, Rates rates, State next) {

    /// What was computed on the way.
    ///
    /// @param arrivalsPerSecond over the last 15 or 60 seconds, the greater one
    /// @param dispersion variance over mean of the one-second counts
    /// @param serviceMillis mean handler time of an event
    /// @param idleMillis since something last waited
    /// @param needs what these led to
    /// @param stay how long hosts stay when nothing waits
    public record Rates(
            double arrivalsPerSecond,
            double dispersion,
            double serviceMillis,
            long idleMillis,
            Sizes needs,
            Stay stay) {

        /// Of a look that told nothing.
        static Rates unknown(Observation.Work work) {
            return new Rates(0, 1, Pace.serviceSeconds(work) * 1_000, 0, new Sizes(0, 0, 0), new Stay(0, 0, 0));
        }
    }

    /// What was needed.
    ///
    /// @param rate hosts for what arrives
    /// @param backlog hosts for what waits
    /// @param oldestSeconds how long the oldest has waited, at most a minute
    public record Sizes(int rate, int backlog, int oldestSeconds) {}

    /// What was learned of lulls.
    ///
    /// @param keepMillis hosts stay so long when nothing waits
    /// @param fromMillis a host is started so long after the last event
    /// @param untilMillis and let go so long after it; 0 when none is started ahead
    public record Stay(long keepMillis, long fromMillis, long untilMillis) {
        static Stay of(Idle plan) {
            return new Stay(millis(plan.keep()), millis(plan.from()), millis(plan.until()));
        }

        private static long millis(double seconds) {
            return Math.round(seconds * 1_000);
        }
    }
}
