package dev.lavant.bench.contender;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/// The least that takes events over HTTP: Micronaut's server, one route, one producer. It looks at nothing that it is
/// sent.
public final class BareEndpoint {
    private BareEndpoint() {}

    /// Starts it and returns; the server's threads keep the process.
    ///
    /// @param args bootstrap servers, port
    public static void main(String[] args) {
        Orders.endWithParent();
        var context = ApplicationContext.builder()
                .properties(Map.of(
                        "kafka.enabled",
                        false,
                        BareRoutes.KAFKA,
                        args[0],
                        "micronaut.server.host",
                        "localhost",
                        "micronaut.server.port",
                        args[1],
                        "micronaut.server.max-request-size",
                        1_000_000,
                        "micronaut.server.netty.request-decompression-enabled",
                        false))
                .banner(false)
                .start();
        context.getBean(EmbeddedServer.class).start();
    }
}
