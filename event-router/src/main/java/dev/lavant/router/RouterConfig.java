package dev.lavant.router;

import dev.lavant.schemas.wire.Connection;
import java.nio.file.Path;

/// How a router runs.
///
/// @param connection to Kafka and the registry
/// @param state folder of Kafka Streams, of this router alone
public record RouterConfig(Connection connection, Path state) {}
