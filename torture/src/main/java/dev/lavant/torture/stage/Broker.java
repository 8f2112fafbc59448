package dev.lavant.torture.stage;

import dev.lavant.kafka.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The broker as a process that can be killed and started again on its data. Used by one thread.
public final class Broker implements AutoCloseable {
    private static final Duration SERVES_WITHIN = Duration.ofMinutes(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final Path folder;
    private final int port = FreePort.pick();
    private Optional<Process> process = Optional.empty();

    /// @param folder for its data and its log
    public Broker(Path folder) {
        this.folder = folder;
    }

    /// For clients, the same after each start.
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /// Starts it and returns at once.
    public void start() {
        try {
            Files.deleteIfExists(ready());
            process = Optional.of(new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Redirect.appendTo(folder.resolve("broker.log").toFile()))
                    .start());
        } catch (IOException cannot) {
            throw new UncheckedIOException("the broker cannot be started", cannot);
        }
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                folder.resolve("kafka").toString(),
                Integer.toString(port),
                ready().toString());
    }

    private Path ready() {
        return folder.resolve("broker-serves");
    }

    /// Whether it serves clients.
    ///
    /// @throws IllegalStateException when it has ended without being asked to
    public boolean serves() {
        if (process.filter(Process::isAlive).isEmpty()) {
            throw new IllegalStateException("the broker has ended by itself: see " + folder.resolve("broker.log"));
        }
        return Files.exists(ready());
    }

    /// Waits until it serves clients.
    ///
    /// @throws IllegalStateException when it does not within a minute
    public void awaitServing() {
        long until = System.nanoTime() + SERVES_WITHIN.toNanos();
        var never = new CountDownLatch(1);
        while (!serves()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the broker does not serve within " + SERVES_WITHIN);
            }
            pause(never);
        }
    }

    private static void pause(CountDownLatch never) {
        try {
            boolean _ = never.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker started", interrupted);
        }
    }

    /// `kill -9`.
    public void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            awaitEnd(running);
        });
    }

    /// Asks it to stop, and waits until it has.
    public void stop() {
        process.ifPresent(running -> {
            closeInput(running);
            if (!awaitEnd(running)) {
                kill();
            }
        });
    }

    private static void closeInput(Process running) {
        try {
            running.getOutputStream().close();
        } catch (IOException gone) {
            throw new UncheckedIOException("the broker cannot be asked to stop", gone);
        }
    }

    private static boolean awaitEnd(Process running) {
        try {
            return running.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was to end", interrupted);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
