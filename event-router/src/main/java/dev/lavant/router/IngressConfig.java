package dev.lavant.router;

import dev.lavant.schemas.wire.Connection;

/// How an ingress runs.
///
/// @param connection to Kafka and the registry
/// @param port to listen on; 0 picks a free one
public record IngressConfig(Connection connection, int port, Limits limits) {

    /// What an ingress takes at most.
    ///
    /// @param eventBytes largest request body, at least 1; Kafka's own limit for a record is about 1 MiB by default
    /// @param inHandBytes largest sum of the bodies of requests that are not answered yet; further ones get 503
    /// @param calls how many may wait for the result of a function at once; further ones get 503
    public record Limits(int eventBytes, int inHandBytes, int calls) {
        /// What fits a topic with Kafka's default settings, and a heap of a few hundred MiB.
        public static final Limits USUAL = new Limits(1_000_000, 32 << 20, 1_000);

        public Limits {
            if (inHandBytes < eventBytes) {
                throw new IllegalArgumentException(
                        "inHandBytes must be at least eventBytes, " + eventBytes + ", was " + inHandBytes);
            }
            if (eventBytes < 1) {
                throw new IllegalArgumentException("eventBytes must be at least 1, was " + eventBytes);
            }
            if (calls < 1) {
                throw new IllegalArgumentException("calls must be at least 1, was " + calls);
            }
        }
    }
}
