package dev.lavant.router;

import dev.lavant.schemas.wire.Connection;

/// How an ingress runs.
///
/// @param connection to Kafka
/// @param port to listen on; 0 picks a free one
/// @param maxEventBytes largest request body, at least 1; Kafka's own limit for a record is about 1 MiB by default
public record IngressConfig(Connection connection, int port, int maxEventBytes) {
    /// What fits a topic with Kafka's default settings.
    public static final int DEFAULT_MAX_EVENT_BYTES = 1_000_000;

    public IngressConfig {
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("maxEventBytes must be at least 1, was " + maxEventBytes);
        }
    }
}
