package dev.lavant.function;

/// Thrown by a function that will never be able to handle an event: it becomes a dead letter now, without
/// another attempt.
public final class RejectEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param reason for the person who reads the dead letter
    public RejectEvent(String reason) {
        super(reason);
    }

    /// @param reason for the person who reads the dead letter
    /// @param cause what showed it
    public RejectEvent(String reason, Throwable cause) {
        super(reason, cause);
    }
}
