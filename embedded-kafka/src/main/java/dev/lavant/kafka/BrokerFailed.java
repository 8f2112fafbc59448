package dev.lavant.kafka;

/// The embedded broker cannot start; the message says why and what to do.
public final class BrokerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
