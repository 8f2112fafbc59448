package dev.lavant.function;

import java.time.Duration;

/// Thrown by a function that knows when another attempt makes sense. It counts as an attempt.
public final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Duration delay;

    /// @param delay wait before the next attempt, instead of the function's back-off
    /// @param reason for the log and, after the last attempt, the dead letter
    public RetryLater(Duration delay, String reason) {
        super(reason);
        this.delay = delay;
    }

    /// Wait before the next attempt.
    public Duration delay() {
        return delay;
    }
}
