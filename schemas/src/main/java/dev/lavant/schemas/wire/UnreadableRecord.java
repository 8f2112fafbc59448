package dev.lavant.schemas.wire;

import org.apache.kafka.common.errors.SerializationException;

/// Bytes that no known schema can read. Permanent: the same bytes fail again; they belong in a dead letter.
public final class UnreadableRecord extends SerializationException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String message) {
        super(message);
    }

    public UnreadableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
