package dev.lavant.billing;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.schemas.wire.Connection;
import java.nio.file.Path;

/// How billing runs.
///
/// @param connection to Kafka and the registry
/// @param state folder of Kafka Streams, of this process alone; lost, it is made again from Kafka
/// @param prices that hold for hours for which no price book was published
public record BillingConfig(Connection connection, Path state, PriceBook prices) {}
