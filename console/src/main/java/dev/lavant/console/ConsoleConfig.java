package dev.lavant.console;

import dev.lavant.schemas.wire.Connection;

/// How a console runs.
///
/// @param connection to Kafka and the registry
/// @param port to listen on; 0 picks a free one
public record ConsoleConfig(Connection connection, int port) {}
