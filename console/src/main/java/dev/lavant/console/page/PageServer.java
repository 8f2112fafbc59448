package dev.lavant.console.page;

import dev.lavant.console.picture.Picture;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

/// The HTTP server of the page, on the loopback address.
public final class PageServer implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private PageServer(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /// Starts it and returns when it answers.
    ///
    /// @param port to listen on; 0 picks a free one
    /// @throws IllegalStateException when the port is taken
    public static PageServer start(int port, Picture picture, Feed feed) {
        ApplicationContext context = context(port);
        context.registerSingleton(picture);
        context.registerSingleton(feed);
        try {
            return new PageServer(
                    context, context.start().getBean(EmbeddedServer.class).start());
        } catch (RuntimeException failed) {
            context.close();
            throw failed instanceof ServerStartupException ? portTaken(port, failed) : failed;
        }
    }

    private static IllegalStateException portTaken(int port, RuntimeException cause) {
        return new IllegalStateException(
                "port " + port + " is in use: stop what listens there, or choose another one for the console with"
                        + " --console-port",
                cause);
    }

    private static ApplicationContext context(int port) {
        return ApplicationContext.builder()
                .properties(Map.of(
                        ConsolePart.PROPERTY,
                        ConsolePart.CONSOLE,
                        "micronaut.application.name",
                        ConsolePart.CONSOLE,
                        "micronaut.server.host",
                        "localhost",
                        "micronaut.server.port",
                        port == 0 ? -1 : port))
                .banner(false)
                .deduceEnvironment(false)
                .build();
    }

    /// Address of the page.
    public URI url() {
        return URI.create("http://localhost:" + server.getPort());
    }

    @Override
    public void close() {
        server.stop();
        context.close();
    }
}
