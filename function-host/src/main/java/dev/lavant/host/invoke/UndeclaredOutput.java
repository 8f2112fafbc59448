package dev.lavant.host.invoke;

/// A function has returned something for a topic that is not among its outputs.
final class UndeclaredOutput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndeclaredOutput(String message) {
        super(message);
    }
}
