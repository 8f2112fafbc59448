package dev.lavant.router;

import dev.lavant.schemas.wire.Connection;

/// How an ingress runs.
///
/// @param connection to Kafka
/// @param address to listen on
/// @param port to listen on; 0 picks a free one
/// @param maxEventBytes largest request body, at least 1; Kafka's own limit for a record is about 1 MiB by default
/// @param maxInHandBytes largest sum of the bodies of requests that are not answered yet; further ones get 503
public record IngressConfig(Connection connection, String address, int port, int maxEventBytes, int maxInHandBytes) {
    /// What fits a topic with Kafka's default settings.
    public static final int DEFAULT_MAX_EVENT_BYTES = 1_000_000;

    /// What a heap of a few hundred MiB can hold.
    public static final int DEFAULT_MAX_IN_HAND_BYTES = 32 << 20;

    /// One on the loopback address.
    public IngressConfig(Connection connection, int port, int maxEventBytes, int maxInHandBytes) {
        this(connection, "localhost", port, maxEventBytes, maxInHandBytes);
    }

    public IngressConfig {
        if (maxInHandBytes < maxEventBytes) {
            throw new IllegalArgumentException(
                    "maxInHandBytes must be at least maxEventBytes, " + maxEventBytes + ", was " + maxInHandBytes);
        }
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("maxEventBytes must be at least 1, was " + maxEventBytes);
        }
    }
}
