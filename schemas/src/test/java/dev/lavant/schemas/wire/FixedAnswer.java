package dev.lavant.schemas.wire;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP server that answers every request alike, and tells what it was asked.
final class FixedAnswer implements AutoCloseable {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private FixedAnswer(HttpServer server) {
        this.server = server;
    }

    static FixedAnswer of(int status, String body) throws IOException {
        var fixed = new FixedAnswer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        fixed.server.createContext("/", exchange -> {
            fixed.asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        fixed.server.start();
        return fixed;
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// Method and path of each request so far.
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
