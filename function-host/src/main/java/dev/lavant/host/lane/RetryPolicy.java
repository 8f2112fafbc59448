package dev.lavant.host.lane;

import java.time.Duration;

/// When an event is tried again after a failed attempt, and when it is given up.
///
/// @param maxAttempts attempts in all, the first one included, at least 1
/// @param backoff wait before the second attempt
/// @param longest wait between two attempts
public record RetryPolicy(int maxAttempts, Duration backoff, Duration longest) {
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, was " + maxAttempts);
        }
        if (backoff.isNegative()) {
            throw new IllegalArgumentException("backoff must not be negative, was " + backoff);
        }
    }

    /// True when no attempt is left.
    public boolean exhausted(int attempts) {
        return attempts >= maxAttempts;
    }

    /// The wait after a failed attempt: doubled for each one before it, at most the longest, then between half
    /// and all of that, so that events that failed together do not come back together.
    ///
    /// @param attempts failed so far, at least 1
    /// @param random in [0, 1)
    public Duration waitAfter(int attempts, double random) {
        long doubled = backoff.toMillis() << Math.min(attempts - 1, 20);
        long capped = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(capped / 2 + (long) (random * (capped - capped / 2)));
    }
}
