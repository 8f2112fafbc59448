package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.kafka.FreePort;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.testkit.history.CommittedTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A broker, and registry, router, billing and console as processes of their own. An autoscaler is for the test to
/// start.
final class StandaloneParts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Connection connection;
    private final int port = FreePort.pick();
    private final ServiceProcess registry;
    private final List<ServiceProcess> others;

    private StandaloneParts(Path folder, EmbeddedBroker broker) {
        this.folder = folder;
        this.broker = broker;
        int registryPort = FreePort.pick();
        this.connection = Connection.to(broker.bootstrapServers(), URI.create("http://localhost:" + registryPort));
        this.registry = part("schema-registry", "dev.lavant.registry.Main", Map.of("LAVANT_PORT", "" + registryPort))
                .ready();
        this.others = List.of(
                part("event-router", "dev.lavant.router.Main", Map.of("LAVANT_PORT", "" + port)),
                part("billing", "dev.lavant.billing.Main", Map.of()),
                part("console", "dev.lavant.console.Main", Map.of("LAVANT_PORT", "" + FreePort.pick())));
    }

    /// Starts all and returns when they work.
    static StandaloneParts start(Path folder) {
        var parts = new StandaloneParts(folder, EmbeddedBroker.start(folder.resolve("kafka"), 0));
        parts.others.forEach(ServiceProcess::ready);
        return parts;
    }

    /// One more, with what all have in common and some settings of its own.
    ServiceProcess part(String module, String main, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "LAVANT_BOOTSTRAP_SERVERS", connection.bootstrapServers(),
                "LAVANT_SCHEMA_REGISTRY_URL", connection.schemaRegistry().toString(),
                "LAVANT_FOLDER", folder.resolve(module).toString()));
        settings.putAll(more);
        return ServiceProcess.start(module, main, folder, settings);
    }

    /// Where the parts tell of themselves, as `localhost:PORT`.
    List<String> addresses() {
        return Stream.concat(others.stream(), Stream.of(registry))
                .map(ServiceProcess::address)
                .toList();
    }

    Connection connection() {
        return connection;
    }

    void deployPhotoShop() {
        deployPhotoShop(folder, connection);
    }

    static void deployPhotoShop(Path folder, Connection connection) {
        var typed = DevProcess.type(
                folder,
                "deploy",
                ServiceProcess.HOME.resolve("examples/photo-shop").toString(),
                "--bootstrap-servers=" + connection.bootstrapServers(),
                "--registry=" + connection.schemaRegistry());
        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
    }

    /// Sends a purchase over HTTP.
    ///
    /// @return the status of the answer
    int buy(String id) {
        return buy(port, id, "none is needed");
    }

    /// @param key of the ingress, where it asks for one
    static int buy(int port, String id, String key) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(purchase(port, id, key), BodyHandlers.ofString()).statusCode();
        } catch (IOException failed) {
            throw new IllegalStateException("no answer from port " + port, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static HttpRequest purchase(int port, String id, String key) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/events/purchases"))
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/test")
                .header("ce-type", "shop.purchase.completed")
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + key)
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(Purchases.json(1)))
                .build();
    }

    /// Waits until so many purchases are billed, no more and no less, each with its receipt.
    void awaitBilled(int events) {
        awaitBilled(connection, events);
    }

    static void awaitBilled(Connection connection, int events) {
        var topics = new CommittedTopics(connection);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(billed(connection, topics)).isEqualTo(events));
        assertThat(topics.read("receipts")).hasSize(events);
    }

    private static long billed(Connection connection, CommittedTopics topics) {
        var wire = connection.wire();
        var newest = new HashMap<String, Long>();
        topics.read(Topics.STATEMENTS).stream()
                .filter(record -> record.value() != null)
                .map(record -> wire.decode(record.value(), Statement.class))
                .filter(statement -> statement.getFunction().equals("receipt"))
                .forEach(statement -> newest.put(statement.getHourStart().toString(), statement.getEvents()));
        return newest.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Asks all to end, the registry last.
    ///
    /// @return their exit codes
    List<Integer> end() {
        return Stream.concat(others.stream(), Stream.of(registry))
                .map(ServiceProcess::end)
                .toList();
    }

    @Override
    public void close() {
        others.forEach(ServiceProcess::close);
        registry.close();
        broker.close();
    }
}
