package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One file for each living host, so that an autoscaler that was killed leaves nothing behind that its successor does
/// not
/// find: `<folder>/<hostId>` holds the process id and when the process started.
///
/// @param folder of the files
public record Leftovers(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /// Remembers a host.
    void remember(String hostId, ProcessHandle process) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(hostId), process.pid() + " " + startOf(process));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the host's file in " + folder + " cannot be written", unwritable);
        }
    }

    /// A host has ended.
    void forget(String hostId) {
        try {
            Files.deleteIfExists(folder.resolve(hostId));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the host's file in " + folder + " cannot be removed", unwritable);
        }
    }

    /// Ends every host that an earlier autoscaler has left running, and waits until it is gone. A process with the
    /// number of one, but not its start, is somebody else's and left alone.
    ///
    /// @return the hosts that were ended
    public List<String> reap() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream()
                    .filter(this::reap)
                    .map(Leftovers::name)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the hosts' files in " + folder + " cannot be read", unreadable);
        }
    }

    private boolean reap(Path file) {
        Optional<ProcessHandle> orphan = read(file).filter(ProcessHandle::isAlive);
        orphan.ifPresent(process -> {
            LOG.atWarn()
                    .addKeyValue("host", name(file))
                    .addKeyValue("pid", process.pid())
                    .log("host of an earlier autoscaler is ended");
            process.destroyForcibly();
            process.onExit().join();
        });
        forget(name(file));
        return orphan.isPresent();
    }

    private static Optional<ProcessHandle> read(Path file) {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", 2));
            return ProcessHandle.of(Long.parseLong(words.getFirst()))
                    .filter(process -> startOf(process).equals(words.getLast()));
        } catch (IOException | NumberFormatException damaged) {
            LOG.atWarn().addKeyValue("file", file).setCause(damaged).log("host file cannot be read, it is removed");
            return Optional.empty();
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
