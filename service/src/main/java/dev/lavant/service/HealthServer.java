package dev.lavant.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lavant.service.metrics.Metric;
import dev.lavant.service.metrics.Scrape;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Answers `GET /health/live` and `GET /health/ready`: 200 and `UP`, or 503 and `DOWN: ` with the reason. Answers
/// `GET /metrics` to Prometheus.
final class HealthServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// @param port 0 picks a free one
    /// @param part whose health it is
    /// @throws IllegalStateException when it cannot listen there
    static HealthServer start(String address, int port, String part, Supplier<Health> alive, Supplier<Health> ready) {
        try {
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            var server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.setExecutor(threads);
            server.createContext("/health/live", exchange -> answer(exchange, alive.get()));
            server.createContext("/health/ready", exchange -> answer(exchange, ready.get()));
            server.createContext("/metrics", exchange -> metrics(exchange, part, alive.get(), ready.get()));
            server.start();
            return new HealthServer(server, threads);
        } catch (BindException taken) {
            throw new IllegalStateException(
                    "port " + port + " of " + address + " is in use: stop what listens there, or choose another one for"
                            + " the health of this process with LAVANT_HEALTH_PORT",
                    taken);
        } catch (IOException cannot) {
            throw new IllegalStateException(
                    "cannot listen on port " + port + " of " + address + " (LAVANT_LISTEN): " + cannot, cannot);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Health health) throws IOException {
        answer(
                exchange,
                health instanceof Health.Up ? OK : UNAVAILABLE,
                new Scrape.Text("text/plain; charset=utf-8", text(health)));
    }

    private static void metrics(HttpExchange exchange, String part, Health alive, Health ready) throws IOException {
        String accept = String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
        answer(
                exchange,
                OK,
                new Scrape()
                        .add(Metric.PART_ALIVE, oneIfUp(alive), part)
                        .add(Metric.PART_READY, oneIfUp(ready), part)
                        .addProcess()
                        .text(accept));
    }

    private static int oneIfUp(Health health) {
        return health instanceof Health.Up ? 1 : 0;
    }

    private static void answer(HttpExchange exchange, int status, Scrape.Text text) throws IOException {
        byte[] body = text.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", text.contentType());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String text(Health health) {
        return switch (health) {
            case Health.Up() -> "UP\n";
            case Health.Down(String why) -> "DOWN: " + why + "\n";
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
