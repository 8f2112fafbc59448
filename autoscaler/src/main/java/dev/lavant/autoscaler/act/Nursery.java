package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.SchemaIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts processes whose input is a pipe from this one, with a log each and a file that lets a successor find them.
/// Used by one thread.
///
/// @param schemaIds asked for what is known of them when one starts
/// @param onExit called on any thread when one has ended
record Nursery(Path logs, Leftovers leftovers, Supplier<SchemaIds> schemaIds, Runnable onExit) {
    private static final Logger LOG = LoggerFactory.getLogger(Nursery.class);

    /// Each arena of the C library's allocator keeps what its threads have freed; a JVM's compilers free much.
    private static final Map<String, String> SAME_FOR_ALL = Map.of("MALLOC_ARENA_MAX", "2");

    /// Starts one.
    ///
    /// @param id that its command line is marked with
    /// @throws IOException when it cannot be started, or a successor would not find it
    Process start(String id, List<String> command, Map<String, String> environment) throws IOException {
        Files.createDirectories(logs);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(id).toFile()));
        builder.environment().putAll(SAME_FOR_ALL);
        builder.environment().putAll(schemaIds.get().toEnvironment());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            leftovers.remember(id, process.toHandle());
        } catch (IOException unwritable) {
            process.destroyForcibly();
            throw unwritable;
        }
        var _ = process.onExit().thenRun(onExit);
        return process;
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

    private Path log(String id) {
        return logs.resolve(id + ".log");
    }
}
