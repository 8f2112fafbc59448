package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One file for each living host, so that the successor of an autoscaler that was killed finds what it left running:
/// `<folder>/<hostId>` holds the process id, when the process started, and the id it was started with.
///
/// @param folder of the files
record Leftovers(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Linux counts a process's start from the boot, and its idea of when that was moves a little with the clock.
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /// Remembers a host.
    ///
    /// @throws IOException when the file cannot be written
    void remember(String hostId, ProcessHandle process) throws IOException {
        Files.createDirectories(folder);
        Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
        Files.writeString(folder.resolve(hostId), process.pid() + " " + startedAt + " " + hostId);
    }

    /// A host has another id than it was started with.
    ///
    /// @throws IOException when the file cannot be renamed
    void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    /// A host has ended.
    void forget(String hostId) {
        try {
            Files.deleteIfExists(folder.resolve(hostId));
        } catch (IOException stays) { // it is looked at and removed at the next start
            LOG.atWarn().addKeyValue("host", hostId).setCause(stays).log("host file not removed");
        }
    }

    /// Ends every host that an earlier autoscaler has left running, and waits until it is gone. A process that has
    /// the number of one, but another start or command line, is somebody else's and left alone.
    ///
    /// @return the hosts that had a file, whether they still ran or not
    List<String> reap() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> hosts = remembered();
        hosts.forEach(this::reap);
        return hosts;
    }

    private List<String> remembered() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the hosts' files in " + folder + " cannot be read", unreadable);
        }
    }

    private void reap(String hostId) {
        running(hostId).ifPresent(process -> end(hostId, process));
        forget(hostId);
    }

    private Optional<ProcessHandle> running(String hostId) {
        try {
            String[] words = Files.readString(folder.resolve(hostId)).strip().split(" ", 3);
            Instant startedAt = Instant.parse(words[Math.min(1, words.length - 1)]);
            String startedAs = words.length < 3 ? hostId : words[2];
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> same(process, startedAs, startedAt));
        } catch (IOException | NumberFormatException | DateTimeParseException damaged) {
            LOG.atWarn().addKeyValue("host", hostId).setCause(damaged).log("host file cannot be read, it is removed");
            return Optional.empty();
        }
    }

    private static boolean same(ProcessHandle process, String startedAs, Instant startedAt) {
        ProcessHandle.Info info = process.info();
        boolean sameStart = info.startInstant()
                .filter(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_SLACK) <= 0)
                .isPresent();
        Optional<String> command = info.commandLine(); // Windows shows none
        return sameStart
                && command.filter(line -> !line.contains(HostOptions.mark(startedAs) + " "))
                        .isEmpty();
    }

    private static void end(String hostId, ProcessHandle process) {
        LOG.atWarn()
                .addKeyValue("host", hostId)
                .addKeyValue("pid", process.pid())
                .log("host of an earlier autoscaler is killed");
        process.destroyForcibly();
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stays) {
            throw new IllegalStateException(
                    "host " + hostId + " of an earlier autoscaler (process " + process.pid() + ") was killed and has"
                            + " not ended within " + PATIENCE.toSeconds() + " s; end it by hand and start again",
                    stays);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while host " + hostId + " was to end", interrupted);
        }
    }
}
