package dev.lavant.registry.store;

/// The journal did not answer. Transient.
public final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotKept(String message, Throwable cause) {
        super(message, cause);
    }
}
