package dev.lavant.schemas.wire;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// Where Kafka and the schema registry are, and how to reach them.
///
/// @param client Kafka client settings, at least `bootstrap.servers`
/// @param schemaRegistry base address of a Confluent-compatible registry
public record Connection(Map<String, String> client, URI schemaRegistry) {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /// Kafka's clients publish each of their metrics as an MBean and offer them to the broker (KIP-714).
    private static final Map<String, String> QUIET = Map.of("metric.reporters", "", "enable.metrics.push", "false");

    /// Of whoever waits for the answer: seconds, where Kafka's own clients would try for a minute.
    private static final Map<String, String> IMPATIENT = Map.of(
            "request.timeout.ms", "3500",
            "default.api.timeout.ms", "4000",
            "socket.connection.setup.timeout.ms", "2000",
            "reconnect.backoff.ms", "20",
            "reconnect.backoff.max.ms", "500");

    public Connection {
        client = Map.copyOf(client);
        if (!client.containsKey(BOOTSTRAP_SERVERS)) {
            throw new IllegalArgumentException(
                    "a Kafka connection needs " + BOOTSTRAP_SERVERS + ", got only " + client.keySet());
        }
    }

    /// A connection without security, as on the loopback address.
    public static Connection to(String bootstrapServers, URI schemaRegistry) {
        return new Connection(Map.of(BOOTSTRAP_SERVERS, bootstrapServers), schemaRegistry);
    }

    /// Kafka's `bootstrap.servers`.
    public String bootstrapServers() {
        return Objects.requireNonNull(client.get(BOOTSTRAP_SERVERS));
    }

    /// The same for clients that publish no metrics, unless the settings say so: those of hosts and of the autoscaler,
    /// which are many and short-lived, or listen to thousands of partitions.
    public Properties withoutMetrics() {
        var properties = new Properties();
        properties.putAll(QUIET);
        properties.putAll(client);
        return properties;
    }

    /// The same for clients that give up after four seconds, unless the settings say otherwise.
    public Connection impatient() {
        var settings = new HashMap<>(IMPATIENT);
        settings.putAll(client);
        return new Connection(settings, schemaRegistry);
    }

    /// The client settings as a new object that the caller may add to.
    public Properties properties() {
        var properties = new Properties();
        properties.putAll(client);
        return properties;
    }

    /// Without the client settings: there may be a password among them.
    @Override
    public String toString() {
        return "Connection[" + bootstrapServers() + ", " + schemaRegistry + "]";
    }

    /// A codec that asks this connection's registry, with caches of its own.
    public AvroWire wire() {
        return new AvroWire(registry());
    }

    /// A client of the registry, with a cache of its own.
    public SchemaRegistry registry() {
        return new SchemaRegistry(schemaRegistry);
    }
}
