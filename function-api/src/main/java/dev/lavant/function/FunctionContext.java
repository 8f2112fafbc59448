package dev.lavant.function;

import java.time.Duration;
import java.time.Instant;

/// What a running attempt may know of itself.
///
/// @param function name of the function
/// @param revision deployed revision, from 1
/// @param tenant who pays
/// @param attempt 1 for the first
/// @param deadline when the attempt will be interrupted
public record FunctionContext(String function, int revision, String tenant, int attempt, Instant deadline) {

    /// Time left until the deadline; zero once it has passed.
    public Duration remaining() {
        var left = Duration.between(Instant.now(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
