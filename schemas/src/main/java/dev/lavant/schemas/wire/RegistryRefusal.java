package dev.lavant.schemas.wire;

import org.apache.kafka.common.errors.SerializationException;

/// The schema registry said no, for example because a schema is not compatible with the one before it.
public final class RegistryRefusal extends SerializationException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /// @param status HTTP status of the answer
    public RegistryRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /// HTTP status of the answer: 409 incompatible, 422 not a schema.
    public int status() {
        return status;
    }
}
