package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.kafka.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A part of the platform as a process of its own, with the class path that its image has.
final class ServiceProcess implements AutoCloseable {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final URI health;

    private ServiceProcess(Process process, Path log, URI health) {
        this.process = process;
        this.log = log;
        this.health = health;
    }

    /// Starts one and returns at once.
    ///
    /// @param module whose `target` has its jars
    /// @param environment its settings
    static ServiceProcess start(String module, String main, Path folder, Map<String, String> environment) {
        int port = FreePort.pick();
        try {
            Path log = Files.createTempFile(folder, module, ".log");
            var builder = new ProcessBuilder(command(module, main))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("LAVANT_"));
            builder.environment().put("LAVANT_HEALTH_PORT", Integer.toString(port));
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start(), log, URI.create("http://localhost:" + port + "/health/"));
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static List<String> command(String module, String main) {
        Path target = HOME.resolve(module).resolve("target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve(module + "-0.1.0-SNAPSHOT.jar") + File.pathSeparator + target.resolve("lib")
                        + File.separator + "*",
                main);
    }

    /// Waits until it says that it does its work.
    ServiceProcess ready() {
        await().atMost(PATIENCE)
                .failFast("it has ended", () -> !process.isAlive())
                .untilAsserted(() -> assertThat(ask("ready")).as(log()).isEqualTo("UP\n"));
        return this;
    }

    /// Where it tells of itself, as `localhost:PORT`.
    String address() {
        return health.getAuthority();
    }

    /// What it says of its health; empty when it does not answer.
    String ask(String what) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(health.resolve(what)).timeout(Duration.ofSeconds(5));
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException silent) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// SIGTERM, unless it has ended.
    ///
    /// @return its exit code
    int end() {
        process.toHandle().destroy();
        return exitCode();
    }

    int exitCode() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /// kill -9.
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
