package dev.lavant.host;

import dev.lavant.schemas.launch.HostLaunch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A host in a process of its own, which can die at any step. It ends with this JVM, as its standard input does.
final class HostProcess implements AutoCloseable {
    private final Process process;

    private HostProcess(Process process) {
        this.process = process;
    }

    /// @param options of its JVM
    static HostProcess start(HostLaunch launch, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(launch.toEnvironment());
        return new HostProcess(builder.start());
    }

    /// Waits until it has died by itself.
    int death() throws InterruptedException {
        if (!process.waitFor(RunningHost.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("host still lives after " + RunningHost.PATIENCE);
        }
        return process.exitValue();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Kills it.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
