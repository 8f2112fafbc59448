package dev.lavant.torture.stage;

import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.torture.function.Chores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/// Starts hosts as the autoscaler's process driver does: the same program, environment and pipe.
///
/// @param home folder of Lavant itself
/// @param folder for logs, and for what the function leaves
public record Launcher(Path home, Path folder, Connection connection, FunctionDeployment function) {
    /// Starts one.
    ///
    /// @param id unique per start
    /// @param failPoint where it is to die by itself
    public HostProcess start(String id, int slot, Optional<String> failPoint) {
        var launch = new HostLaunch(
                id,
                slot,
                function,
                connection.bootstrapServers(),
                connection.schemaRegistry().toString());
        var command = new ArrayList<>(HostPrograms.in(home).command(launch));
        failPoint.ifPresent(point -> command.add(1, "-Dlavant.failpoint=" + point)); // behind the program
        try {
            Path log = Files.createDirectories(folder.resolve("logs")).resolve(id + ".log");
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().putAll(launch.toEnvironment());
            builder.environment().put(Chores.FOLDER, folder.toString());
            return new HostProcess(
                    id,
                    slot,
                    builder.start(),
                    failPoint,
                    folder.resolve("working").resolve(id));
        } catch (IOException cannot) {
            throw new UncheckedIOException("a host cannot be started", cannot);
        }
    }
}
