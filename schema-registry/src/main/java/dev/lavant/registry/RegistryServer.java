package dev.lavant.registry;

import dev.lavant.registry.http.Json;
import dev.lavant.registry.http.Registry;
import dev.lavant.registry.log.SchemaLog;
import dev.lavant.registry.store.Subjects;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;
import java.util.Properties;

/// A schema registry on the loopback address, with its state in Kafka.
public final class RegistryServer implements AutoCloseable {
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
    /// @throws IllegalStateException when the port is taken
    public static RegistryServer start(int port, String bootstrapServers) {
        var client = new Properties();
        client.put("bootstrap.servers", bootstrapServers);
        var subjects = new Subjects();
        var log = SchemaLog.open(client, subjects);
        ApplicationContext context = context(port);
        context.registerSingleton(new Registry(subjects, log));
        try {
            var server = context.start().getBean(EmbeddedServer.class).start();
            return new RegistryServer(context, server, log);
        } catch (ServerStartupException taken) {
            context.close();
            log.close();
            throw new IllegalStateException(
                    "port " + port + " is in use: stop what listens there, or choose another one for the schema"
                            + " registry with --registry-port",
                    taken);
        }
    }

    private static ApplicationContext context(int port) {
        return ApplicationContext.builder()
                .properties(Map.of(
                        Json.PART,
                        Json.REGISTRY,
                        "micronaut.application.name",
                        Json.REGISTRY,
                        "micronaut.server.host",
                        "localhost",
                        "micronaut.server.port",
                        port == 0 ? -1 : port))
                .banner(false)
                .deduceEnvironment(false)
                .build();
    }

    /// Base address, for `schema.registry.url`.
    public URI url() {
        return URI.create("http://localhost:" + server.getPort());
    }

    @Override
    public void close() {
        server.stop();
        context.close();
        log.close();
    }
}
