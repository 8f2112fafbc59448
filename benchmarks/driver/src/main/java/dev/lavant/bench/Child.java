package dev.lavant.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A process that the driver started. Its standard input stays open as long as the driver lives.
final class Child implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int LOG_BYTES = 3_000;

    /// For example `Pause Young (Allocation Failure) 27M->10M(61M)`: 10.
    private static final Pattern COLLECTION = Pattern.compile("\\d+M->(\\d+)M\\(");

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

    /// CPU time of all its threads, in user and kernel mode.
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// @throws ContenderFailed with the begin of its log when it has ended
    void requireAlive() {
        if (!process.isAlive()) {
            throw failed("ended with code " + process.exitValue() + " while it was measured");
        }
    }

    /// An exception with what it did and the begin of its log.
    ContenderFailed failed(String what) {
        return new ContenderFailed(name + " " + what + "; it said:\n" + logBegin());
    }

    private String logBegin() {
        try (var file = Files.newInputStream(log)) {
            return new String(file.readNBytes(LOG_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "(its log " + log + " cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    /// Memory of the process that is in RAM, in MiB; NaN where the system has no `/proc`.
    double residentMib() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException noProc) {
            return Double.NaN;
        }
    }

    /// What its collector left at most, by its log (`-Xlog:gc`), in MiB; NaN when it never ran.
    double highestHeapAfterCollectionMib() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToDouble(found -> Double.parseDouble(found.group(1)))
                    .max()
                    .orElse(Double.NaN);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
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

    /// Ends it at once.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
