package dev.lavant.registry;

import dev.lavant.registry.http.ClusterId;
import dev.lavant.registry.http.Registry;
import dev.lavant.registry.http.RegistryApi;
import dev.lavant.registry.log.SchemaLog;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// A schema registry with its state in Kafka.
public final class RegistryServer implements AutoCloseable {
    private static final String LOOPBACK = "localhost";

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final SchemaLog log;

    private RegistryServer(ApplicationContext context, EmbeddedServer server, SchemaLog log) {
        this.context = context;
        this.server = server;
        this.log = log;
    }

    /// Starts a registry and returns when it answers.
    ///
    /// @param port to listen on; 0 picks a free one
    /// @throws IllegalStateException when the port is taken, or `_schemas` holds what this registry cannot keep
    /// @throws dev.lavant.registry.store.NotKept when Kafka does not answer
    public static RegistryServer start(int port, String bootstrapServers) {
        var client = new Properties();
        client.put("bootstrap.servers", bootstrapServers);
        return start(LOOPBACK, port, client);
    }

    /// The same on another address than the loopback one, or with more to say to Kafka.
    ///
    /// @param client Kafka client settings, at least the bootstrap servers
    public static RegistryServer start(String address, int port, Properties client) {
        SchemaLog log = SchemaLog.open(client);
        ApplicationContext context = context(address, port);
        try {
            context.registerSingleton(new Registry(log));
            context.registerSingleton(new ClusterId(log.clusterId()));
            var server = context.start().getBean(EmbeddedServer.class).start();
            return new RegistryServer(context, server, log);
        } catch (RuntimeException failed) {
            context.close();
            log.close();
            throw failed instanceof ServerStartupException ? portTaken(port, failed) : failed;
        }
    }

    private static IllegalStateException portTaken(int port, RuntimeException cause) {
        return new IllegalStateException(
                "port " + port + " is in use: stop what listens there, or choose another one for the schema"
                        + " registry with --registry-port (LAVANT_PORT for one of its own)",
                cause);
    }

    private static ApplicationContext context(String address, int port) {
        return ApplicationContext.builder()
                .properties(Map.of(
                        RegistryApi.PART,
                        RegistryApi.REGISTRY,
                        "micronaut.application.name",
                        RegistryApi.REGISTRY,
                        "micronaut.server.host",
                        address,
                        "micronaut.server.port",
                        port == 0 ? -1 : port,
                        "micronaut.codec.json.additional-types",
                        List.of(RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON)))
                .banner(false)
                .deduceEnvironment(false)
                .build();
    }

    /// Base address, for `schema.registry.url`.
    public URI url() {
        return URI.create("http://localhost:" + server.getPort());
    }

    /// Whether it listens.
    public boolean running() {
        return server.isRunning();
    }

    @Override
    public void close() {
        server.stop();
        context.close();
        log.close();
    }
}
