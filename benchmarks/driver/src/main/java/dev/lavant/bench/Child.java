package dev.lavant.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that the driver started. Its standard input stays open as long as the driver lives.
final class Child implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int LOG_TAIL = 2_000;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// @param log takes what the process prints
    static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new Child(name, builder.start(), log);
        } catch (IOException cannot) {
            throw new UncheckedIOException(name + " cannot be started: " + cannot.getMessage(), cannot);
        }
    }

    long id() {
        return process.pid();
    }

    /// CPU time of all its threads, in user and kernel mode.
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// @throws IllegalStateException with the end of its log when it has ended
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with code " + process.exitValue()
                    + " while it was measured; it said:\n" + logTail());
        }
    }

    private String logTail() {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - LOG_TAIL));
        } catch (IOException unreadable) {
            return "(its log " + log + " cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    /// Asks it to end and kills it when it does not. Its input stays open, since a host takes the end of that as an
    /// order too.
    @Override
    public void close() {
        boolean asked = process.toHandle().destroy();
        try {
            if (!asked || !process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
