package dev.lavant.console.page;

/// Why a request is not answered, as an HTTP answer: what happened, and what to do about it.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String fix;

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
