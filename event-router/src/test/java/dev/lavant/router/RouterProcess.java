package dev.lavant.router;

import dev.lavant.schemas.wire.Connection;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The event router as a process of its own, with the class path that its image has.
final class RouterProcess implements AutoCloseable {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Process process;
    private final Path log;

    private RouterProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts one and returns at once.
    ///
    /// @param folder of this process alone
    static RouterProcess start(Connection connection, Path folder) {
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve("router.log");
            var builder = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("LAVANT_"));
            builder.environment()
                    .putAll(Map.of(
                            "LAVANT_BOOTSTRAP_SERVERS", connection.bootstrapServers(),
                            "LAVANT_SCHEMA_REGISTRY_URL",
                                    connection.schemaRegistry().toString(),
                            "LAVANT_FOLDER", folder.toString(),
                            "LAVANT_PORT", "0",
                            "LAVANT_HEALTH_PORT", "0"));
            return new RouterProcess(builder.start(), log);
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                TARGET.resolve("event-router-0.1.0-SNAPSHOT.jar") + File.pathSeparator + TARGET.resolve("lib")
                        + File.separator + "*",
                "dev.lavant.router.Main");
    }

    boolean alive() {
        return process.isAlive();
    }

    /// What it printed.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// kill -9.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
