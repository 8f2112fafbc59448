package dev.lavant.function;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a running attempt may know of itself.
///
/// @param function name of the function
/// @param revision deployed revision, from 1
/// @param tenant who pays
/// @param attempt 1 for the first
/// @param deadline when the attempt will be interrupted
/// @param replay true when an operator has sent the event again
/// @param logger writes the function, revision, attempt and event beside each line
/// @param clock what [#remaining] reads
public record FunctionContext(
        String function,
        int revision,
        String tenant,
        int attempt,
        Instant deadline,
        boolean replay,
        Logger logger,
        InstantSource clock) {

    /// A first attempt with 30 seconds to go, for tests that call a handler as the plain method it is.
    public static FunctionContext of(String function) {
        InstantSource clock = InstantSource.system();
        return new FunctionContext(
                function,
                1,
                "default",
                1,
                clock.instant().plusSeconds(30),
                false,
                LoggerFactory.getLogger(function),
                clock);
    }

    /// Time left until the deadline; zero once it has passed.
    public Duration remaining() {
        var left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
