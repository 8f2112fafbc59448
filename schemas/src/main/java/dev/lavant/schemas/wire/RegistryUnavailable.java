package dev.lavant.schemas.wire;

import org.apache.kafka.common.errors.RetriableException;

/// The schema registry did not answer, or answered that it is in trouble itself. Transient: try again later.
public final class RegistryUnavailable extends RetriableException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public RegistryUnavailable(String message) {
        super(message);
    }
}
