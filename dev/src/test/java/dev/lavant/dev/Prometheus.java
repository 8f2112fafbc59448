package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.kafka.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/// A real Prometheus that scrapes parts every second, with the alert rules of `observability`; what they wait for is
/// there in a second.
final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path RULES = ServiceProcess.HOME.resolve("observability/alerts.yml");

    private final Process process;
    private final Path log;
    private final int port = FreePort.pick();

    /// @param folder an empty one
    /// @param parts addresses like `localhost:8081`
    Prometheus(Path folder, Collection<String> parts) {
        this.log = folder.resolve("prometheus.log");
        try {
            Files.writeString(
                    folder.resolve("alerts.yml"), Files.readString(RULES).replaceAll("for: \\S+", "for: 1s"));
            Files.writeString(folder.resolve("prometheus.yml"), settings(parts));
            this.process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static String settings(Collection<String> parts) {
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                  - job_name: lavant
                    static_configs: [{targets: [%s]}]
                """.formatted(parts.stream().map(part -> "'" + part + "'").collect(Collectors.joining(", ")));
    }

    /// Waits until a query of it has this value.
    void awaitValue(String query, String value) {
        await().atMost(PATIENCE)
                .failFast("Prometheus has ended", () -> !process.isAlive())
                .untilAsserted(() -> assertThat(ask("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                        .as(Files.readString(log))
                        .contains(",\"" + value + "\"]"));
    }

    /// Waits until an alert fires.
    ///
    /// @param label that it has, like `instance="localhost:8081"`
    void awaitFiring(String alert, String label) {
        awaitValue("count(ALERTS{alertname=\"%s\",alertstate=\"firing\",%s})".formatted(alert, label), "1");
    }

    private String ask(String what) {
        var address = URI.create("http://127.0.0.1:" + port + "/api/v1/" + what);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5));
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return notYet.toString();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }
}
