package dev.lavant.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was done to the platform and when, in `torture.log`, and how often. Owned by the torturer's thread.
final class Chronicle implements AutoCloseable {
    private final PrintWriter log;
    private final Progress progress;
    private final Instant startedAt = Instant.now();
    private final SortedMap<String, Long> kills = new TreeMap<>();
    private final SortedMap<String, Long> others = new TreeMap<>();

    /// Told of each host that is lost.
    interface Progress {
        /// Another one is.
        ///
        /// @param lost so far
        void lost(long lost, Duration elapsed);
    }

    Chronicle(Path folder, Progress progress) {
        this.progress = progress;
        try {
            log = new PrintWriter(Files.newBufferedWriter(folder.resolve("torture.log"), StandardCharsets.UTF_8), true);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the folder " + folder + " cannot be written", unwritable);
        }
    }

    /// Something that counts for nothing.
    void say(String what) {
        log.println(Instant.now() + "  " + what);
    }

    /// A host is lost.
    void killed(String by, String what) {
        kills.merge(by, 1L, Long::sum);
        say("kill " + kills() + ", " + by + ": " + what);
        progress.lost(kills(), elapsed());
    }

    /// Another fault, or something that follows from one.
    void happened(String kind, String what) {
        others.merge(kind, 1L, Long::sum);
        say(kind + ": " + what);
    }

    long kills() {
        return kills.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> killsByKind() {
        return Collections.unmodifiableSortedMap(kills);
    }

    Map<String, Long> others() {
        return Collections.unmodifiableSortedMap(others);
    }

    Duration elapsed() {
        return Duration.between(startedAt, Instant.now());
    }

    @Override
    public void close() {
        log.close();
    }
}
