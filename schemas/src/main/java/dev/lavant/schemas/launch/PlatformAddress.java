package dev.lavant.schemas.launch;

import dev.lavant.schemas.wire.Connection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// Where the platform is: all that a warm host is told until it is given a function, by a line ([HostLaunch#order]) on
/// its standard input.
///
/// @param bootstrapServers of Kafka
/// @param schemaRegistryUrl of a Confluent-compatible registry
public record PlatformAddress(String bootstrapServers, String schemaRegistryUrl) {
    /// The argument that a host's program is started with when it has no function yet.
    public static final String WARM = "warm";

    /// The variables to start the host with.
    public Map<String, String> toEnvironment() {
        return Map.of(
                HostLaunch.BOOTSTRAP_SERVERS, bootstrapServers, HostLaunch.SCHEMA_REGISTRY_URL, schemaRegistryUrl);
    }

    /// Reads what [#toEnvironment] wrote.
    ///
    /// @throws IllegalArgumentException naming the variable that is missing
    public static PlatformAddress from(Map<String, String> environment) {
        return new PlatformAddress(
                HostLaunch.required(environment, HostLaunch.BOOTSTRAP_SERVERS),
                HostLaunch.required(environment, HostLaunch.SCHEMA_REGISTRY_URL));
    }

    /// A connection there, with the settings of the file that the environment names ([ClientFile]).
    ///
    /// @throws IllegalArgumentException when that cannot be read
    public Connection connection(Map<String, String> environment) {
        var client = new HashMap<>(ClientFile.named(environment));
        client.put("bootstrap.servers", bootstrapServers);
        return new Connection(client, URI.create(schemaRegistryUrl));
    }

    /// What an order on one line tells a host there to run.
    ///
    /// @throws IllegalArgumentException when it is none
    public HostLaunch ordered(String line) {
        return HostLaunch.ordered(line, this);
    }
}
