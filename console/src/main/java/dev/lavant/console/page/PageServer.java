package dev.lavant.console.page;

import dev.lavant.console.picture.Picture;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

/// The HTTP server of the page.
public final class PageServer implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;

    /// Where it listens.
    ///
    /// @param host name or address of this machine
    /// @param port 0 picks a free one
    /// @param setting that chooses the port, for who finds it taken
    public record Place(String host, int port, String setting) {}

    /// What it shows.
    public record Shown(Picture picture, Feed feed) {}

    private PageServer(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /// Starts it and returns when it answers.
    ///
    /// @throws IllegalStateException when the port is taken
    public static PageServer start(Place place, Shown shown, Doorman doorman, Hand hand) {
        ApplicationContext context = context(place);
        context.registerSingleton(shown.picture());
        context.registerSingleton(shown.feed());
        context.registerSingleton(Doorman.class, doorman);
        context.registerSingleton(Hand.class, hand);
        try {
            return new PageServer(
                    context, context.start().getBean(EmbeddedServer.class).start());
        } catch (RuntimeException failed) {
            context.close();
            throw failed instanceof ServerStartupException ? portTaken(place, failed) : failed;
        }
    }

    private static IllegalStateException portTaken(Place place, RuntimeException cause) {
        return new IllegalStateException(
                "port " + place.port()
                        + " is in use: stop what listens there, or choose another one for the console with "
                        + place.setting(),
                cause);
    }

    private static ApplicationContext context(Place place) {
        return ApplicationContext.builder()
                .properties(Map.of(
                        ConsolePart.PROPERTY,
                        ConsolePart.CONSOLE,
                        "micronaut.application.name",
                        ConsolePart.CONSOLE,
                        "micronaut.server.host",
                        place.host(),
                        "micronaut.server.port",
                        place.port() == 0 ? -1 : place.port()))
                .banner(false)
                .deduceEnvironment(false)
                .build();
    }

    /// Whether it listens.
    public boolean running() {
        return server.isRunning();
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
