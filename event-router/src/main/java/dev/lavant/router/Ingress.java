package dev.lavant.router;

import dev.lavant.router.intake.Admission;
import dev.lavant.router.intake.EventPublisher;
import dev.lavant.router.intake.Part;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

/// Takes CloudEvents over HTTP and writes them to Kafka.
public final class Ingress implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final EventPublisher publisher;

    private Ingress(ApplicationContext context, EmbeddedServer server, EventPublisher publisher) {
        this.context = context;
        this.server = server;
        this.publisher = publisher;
    }

    /// Starts an ingress and returns when it answers.
    ///
    /// @throws IllegalStateException when the port is taken
    public static Ingress start(IngressConfig config) {
        var publisher = new EventPublisher(config.connection().properties(), config.maxEventBytes());
        ApplicationContext context = context(config);
        context.registerSingleton(publisher);
        context.registerSingleton(new Admission(config.maxInHandBytes(), config.maxEventBytes()));
        try {
            var server = context.start().getBean(EmbeddedServer.class).start();
            return new Ingress(context, server, publisher);
        } catch (RuntimeException failed) {
            context.close();
            publisher.close();
            throw failed instanceof ServerStartupException ? portInUse(config.port(), failed) : failed;
        }
    }

    private static IllegalStateException portInUse(int port, RuntimeException cause) {
        return new IllegalStateException(
                "port " + port
                        + " is in use: stop what listens there, or choose another one with --port (LAVANT_PORT for a"
                        + " router of its own)",
                cause);
    }

    private static ApplicationContext context(IngressConfig config) {
        return ApplicationContext.builder()
                .properties(Map.of(
                        Part.PROPERTY,
                        Part.EVENT_ROUTER,
                        "micronaut.application.name",
                        Part.EVENT_ROUTER,
                        "micronaut.server.host",
                        config.address(),
                        "micronaut.server.port",
                        config.port() == 0 ? -1 : config.port(),
                        "micronaut.server.max-request-size",
                        config.maxEventBytes(),
                        "micronaut.server.netty.request-decompression-enabled",
                        false))
                .banner(false)
                .deduceEnvironment(false)
                .build();
    }

    /// Base address; events go to `/events/{topic}` below it.
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
        publisher.close();
    }
}
