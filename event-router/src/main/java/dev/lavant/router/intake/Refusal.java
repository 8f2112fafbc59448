package dev.lavant.router.intake;

/// Why an event was not taken, as an HTTP answer: what happened and why, and what to do about it.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String fix;

    /// @param status HTTP status
    /// @param fix what the producer should do
    Refusal(int status, String error, String fix) {
        super(error);
        this.status = status;
        this.fix = fix;
    }

    int status() {
        return status;
    }

    String fix() {
        return fix;
    }
}
