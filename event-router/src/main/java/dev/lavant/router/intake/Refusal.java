package dev.lavant.router.intake;

import java.time.Duration;

/// Why an event was not taken, as an HTTP answer: what happened and why, and what to do about it.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final int status;
    private final String fix;
    private Duration comeAgainIn = SOON;

    /// @param status HTTP status
    /// @param fix what the producer should do
    Refusal(int status, String error, String fix) {
        super(error);
        this.status = status;
        this.fix = fix;
    }

    /// The same, of something that may go well after that time.
    Refusal comeAgainIn(Duration wait) {
        comeAgainIn = wait;
        return this;
    }

    int status() {
        return status;
    }

    String fix() {
        return fix;
    }

    /// When it may go well, if the status says that it may later; in whole seconds, at least one.
    long retryAfterSeconds() {
        return Math.max(1, comeAgainIn.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
