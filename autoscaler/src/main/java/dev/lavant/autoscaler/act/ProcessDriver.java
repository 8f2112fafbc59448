package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.HostLaunch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs hosts as child processes. Used by one thread.
///
/// Each child's standard input is a pipe from this process, which it takes as a sign of life: when this process is
/// gone, however it went, the children end. What they print goes to `<folder>/logs/<hostId>.log`.
public final class ProcessDriver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessDriver.class);
    private static final Duration KILL_AFTER_DEADLINE = Duration.ofSeconds(30);
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(20);

    private final Path logs;
    private final HostPrograms programs;
    private final Leftovers leftovers;
    private final List<HostProcess> hosts = new ArrayList<>();

    /// A host that has ended.
    ///
    /// @param exitCode as its process gave it: 0 drained, 137 killed, 3 out of memory, 70 stuck, 71 lost its slot
    public record Ended(HostProcess host, int exitCode) {}

    /// Ends whatever an earlier autoscaler left in this folder.
    ///
    /// @param folder for logs and the files of living hosts
    public ProcessDriver(Path folder, HostPrograms programs) {
        this.logs = folder.resolve("logs");
        this.programs = programs;
        this.leftovers = new Leftovers(folder.resolve("hosts"));
        leftovers.reap();
    }

    /// Starts a host; it is ready when it says so in `lavant.hosts`.
    ///
    /// @throws UncheckedIOException when the process cannot be started at all
    public void start(HostLaunch launch) {
        var command = programs.command(
                launch.deployment().getMemoryMib(), launch.deployment().getClasspath());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(launch.hostId()));
        builder.environment().putAll(launch.toEnvironment());
        try {
            Process process = builder.start();
            leftovers.remember(launch.hostId(), process.toHandle());
            hosts.add(new HostProcess(launch, process, Instant.now()));
        } catch (IOException cannot) {
            throw new UncheckedIOException("host " + launch.hostId() + " cannot be started: " + command, cannot);
        }
    }

    private ProcessBuilder.Redirect log(String hostId) {
        try {
            Files.createDirectories(logs);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the folder " + logs + " cannot be made", unwritable);
        }
        return ProcessBuilder.Redirect.appendTo(logs.resolve(hostId + ".log").toFile());
    }

    /// Hosts that have not ended.
    public List<HostProcess> hosts() {
        return List.copyOf(hosts);
    }

    /// Asks a host to finish what it runs, commit and end.
    public void drain(HostProcess host) {
        if (!host.draining()) {
            host.askToFinish(Instant.now());
        }
    }

    /// The hosts that have ended since the last call; also ends those that were asked to and did not in time.
    public List<Ended> ended() {
        hosts.forEach(this::killWhenOverdue);
        List<Ended> ended = hosts.stream()
                .filter(host -> !host.alive())
                .map(host -> new Ended(host, host.exitCode()))
                .toList();
        ended.forEach(end -> {
            hosts.remove(end.host());
            leftovers.forget(end.host().launch().hostId());
        });
        return ended;
    }

    private void killWhenOverdue(HostProcess host) {
        var patience =
                Duration.ofMillis(host.launch().deployment().getTimeoutMillis()).plus(KILL_AFTER_DEADLINE);
        host.drainingSince()
                .filter(since -> Duration.between(since, Instant.now()).compareTo(patience) > 0)
                .ifPresent(since -> {
                    LOG.atWarn()
                            .addKeyValue("host", host.launch().hostId())
                            .addKeyValue("asked", since)
                            .log("host did not finish in time, it is killed");
                    host.process().destroyForcibly();
                });
    }

    /// Asks all hosts to finish, waits, and leaves none.
    @Override
    public void close() {
        hosts.forEach(this::drain);
        var all = CompletableFuture.allOf(
                hosts.stream().map(host -> host.process().onExit()).toArray(CompletableFuture[]::new));
        try {
            all.get(CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.atWarn().setCause(late).log("some hosts did not finish in time, they are killed");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        hosts.forEach(host -> host.process().destroyForcibly());
        hosts.forEach(host -> leftovers.forget(host.launch().hostId()));
    }
}
