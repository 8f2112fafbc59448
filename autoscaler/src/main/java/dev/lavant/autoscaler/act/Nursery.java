package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts processes whose input is a pipe from this one, with a log each and a file that lets a successor find them.
/// Used by one thread.
///
/// @param groups in which their memory is bounded; empty where that is not possible
/// @param owner asked for what is known of schemas when one starts, and told when one has ended
record Nursery(Path logs, Leftovers leftovers, Optional<MemoryGroups> groups, Hosting.Owner owner)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nursery.class);

    /// Each arena of the C library's allocator keeps what its threads have freed; a JVM's compilers free much.
    private static final Map<String, String> SAME_FOR_ALL = Map.of("MALLOC_ARENA_MAX", "2");

    /// What is started.
    ///
    /// @param memoryMib of the function that it is for
    record Program(List<String> command, Map<String, String> environment, int memoryMib) {}

    /// Starts one.
    ///
    /// @param id that its command line is marked with
    /// @throws IOException when it cannot be started, or a successor would not find it
    HostProcess start(String id, Program program) throws IOException {
        Files.createDirectories(logs);
        var builder = new ProcessBuilder(program.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(id).toFile()));
        builder.environment().putAll(SAME_FOR_ALL);
        builder.environment().putAll(owner.schemaIds().get().toEnvironment());
        builder.environment().putAll(program.environment());
        Process process = builder.start();
        try {
            leftovers.remember(id, process.toHandle());
        } catch (IOException unwritable) {
            process.destroyForcibly();
            throw unwritable;
        }
        var _ = process.onExit().thenRun(owner.onExit());
        return new HostProcess(process, bounded(id, process, program));
    }

    private Optional<MemoryGroup> bounded(String id, Process process, Program program) {
        try {
            if (groups.isEmpty()) {
                return Optional.empty();
            }
            MemoryGroup group = groups.get().make(id, HostOptions.bytes(program.memoryMib()));
            group.add(process.toHandle());
            return Optional.of(group);
        } catch (IOException cannot) {
            LOG.atWarn().addKeyValue("host", id).setCause(cannot).log("the host's memory has no bound but its heap's");
            return Optional.empty();
        }
    }

    /// From now on a process has another id.
    ///
    /// @throws IOException when a successor would not find it
    void rename(String from, String to) throws IOException {
        leftovers.rename(from, to);
        try {
            Files.move(log(from), log(to));
        } catch (IOException stays) {
            LOG.atWarn().addKeyValue("host", to).setCause(stays).log("the host's log keeps the name {}", log(from));
        }
    }

    /// A process has ended.
    void forget(String id) {
        leftovers.forget(id);
    }

    /// All have ended.
    @Override
    public void close() {
        groups.ifPresent(MemoryGroups::close);
    }

    private Path log(String id) {
        return logs.resolve(id + ".log");
    }
}
