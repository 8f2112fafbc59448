package dev.lavant.bench;

import dev.lavant.kafka.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Somebody who takes events over HTTP and writes them to a topic of its own, in a process of its own.
///
/// @param url where events for the topic go
record Endpoint(String name, String topic, URI url, Child child) implements AutoCloseable {
    private static final String LOOPBACK = "localhost";

    /// How it is started on a port.
    interface Launch {
        Child on(int port);
    }

    /// Starts it and returns when it listens.
    static Endpoint start(String name, String topic, Launch launch) {
        int port = FreePort.pick();
        Child child = launch.on(port);
        Bench.until(() -> {
            child.requireAlive();
            return listens(port);
        });
        return new Endpoint(name, topic, URI.create("http://" + LOOPBACK + ":" + port + "/events/" + topic), child);
    }

    /// The event router's own process, with its ingress.
    static Child lavant(Bench bench, int port) {
        var environment = Map.of(
                "LAVANT_BOOTSTRAP_SERVERS", bench.bootstrapServers(),
                "LAVANT_SCHEMA_REGISTRY_URL", bench.registryUrl(),
                "LAVANT_FOLDER", bench.folder("router").toString(),
                "LAVANT_PORT", Integer.toString(port),
                "LAVANT_HEALTH_PORT", "0");
        return bench.start("ingress", bench.programs().router(), environment);
    }

    /// Micronaut's server with one route.
    static Child bare(Bench bench, int port) {
        var arguments = List.of(bench.bootstrapServers(), Integer.toString(port));
        var command = bench.programs().contender("dev.lavant.bench.contender.BareEndpoint", arguments);
        return bench.start("bare-endpoint", command, Map.of());
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), (int)
                    Duration.ofSeconds(1).toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
