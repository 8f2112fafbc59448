package dev.lavant.host;

import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A host in a process of its own, which can die at any step. It ends with this JVM, as its standard input does.
final class HostProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private HostProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param options of its JVM
    static HostProcess start(HostLaunch launch, String... options) throws IOException {
        return start(launch.toEnvironment(), List.of(options), List.of());
    }

    /// One that waits for its function.
    static HostProcess startWarm(String bootstrapServers, String schemaRegistry) throws IOException {
        var platform = new PlatformAddress(bootstrapServers, schemaRegistry);
        return start(platform.toEnvironment(), List.of(), List.of(PlatformAddress.WARM));
    }

    private static HostProcess start(Map<String, String> environment, List<String> options, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        Path log = Files.createTempFile("lavant-host", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new HostProcess(builder.start(), log);
    }

    /// Gives it something to run.
    void order(HostLaunch launch) throws IOException {
        say(launch.order());
    }

    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /// Waits until it has died by itself.
    int death() throws InterruptedException {
        if (!process.waitFor(RunningHost.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("host still lives after " + RunningHost.PATIENCE);
        }
        return process.exitValue();
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean alive() {
        return process.isAlive();
    }

    /// What it has logged so far.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Asks it to end.
    void terminate() {
        process.toHandle().destroy();
    }

    /// Nothing of it runs any more, and it does not know.
    void freeze() throws IOException, InterruptedException {
        send("STOP");
    }

    /// It goes on.
    void thaw() throws IOException, InterruptedException {
        send("CONT");
    }

    private void send(String signal) throws IOException, InterruptedException {
        int _ = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor();
    }

    /// Whoever started it is gone, as far as it can see.
    void orphan() throws IOException {
        process.getOutputStream().close();
    }

    /// Kills it.
    @Override
    public void close() {
        process.destroyForcibly();
        log.toFile().delete();
    }
}
