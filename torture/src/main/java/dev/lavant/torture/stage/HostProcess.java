package dev.lavant.torture.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A function host as a process that is hurt. Owned by the torturer's thread.
public final class HostProcess {
    private static final Logger LOG = LoggerFactory.getLogger(HostProcess.class);
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(8);
    private static final Duration TIME_TO_WAKE = Duration.ofSeconds(4);
    private static final int KILLED = 137;
    private static final int OUT_OF_MEMORY = 3;

    private final String id;
    private final int slot;
    private final Process process;
    private final Optional<String> failPoint;
    private final Path working;
    private boolean killed;
    private boolean draining;
    private Optional<Long> frozenUntilNanos = Optional.empty();
    private Optional<Long> spareUntilNanos = Optional.empty();

    /// @param failPoint where it is to die by itself
    /// @param working the file that its function makes with the first event
    HostProcess(String id, int slot, Process process, Optional<String> failPoint, Path working) {
        this.id = id;
        this.slot = slot;
        this.process = process;
        this.failPoint = failPoint;
        this.working = working;
    }

    /// Why a host is gone.
    public sealed interface End {

        /// Killed, by whom or what.
        record Killed(String by) implements End {}

        /// It went by itself: it was asked to, it was fenced, or it failed.
        record Left(int exitCode) implements End {}
    }

    /// How it ended; only for one that has.
    End end() {
        int exit = process.exitValue();
        if (killed) {
            return new End.Killed("kill -9");
        }
        return switch (exit) {
            case KILLED ->
                new End.Killed(
                        "fail point " + failPoint.map(HostProcess::pointOf).orElse("unknown"));
            case OUT_OF_MEMORY -> new End.Killed("out of memory");
            default -> new End.Left(exit);
        };
    }

    private static String pointOf(String setting) {
        return setting.substring(0, setting.indexOf(':'));
    }

    boolean alive() {
        return process.isAlive();
    }

    int slot() {
        return slot;
    }

    /// Whether it was asked to finish.
    boolean draining() {
        return draining;
    }

    /// Whether it has begun to handle events, and is neither frozen nor on its way out.
    boolean works() {
        return alive() && !killed && !draining && frozenUntilNanos.isEmpty() && Files.exists(working);
    }

    /// Whether something else is to become of it first: it is to die by itself, or has just been let go on.
    boolean spared(long nowNanos) {
        if (spareUntilNanos.isEmpty()) {
            spareUntilNanos = Optional.of(nowNanos + (failPoint.isPresent() ? TIME_TO_DIE.toNanos() : 0));
        }
        return spareUntilNanos.filter(until -> until > nowNanos).isPresent();
    }

    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /// SIGTERM; through the handle, since [Process#destroy] would also close the pipe that tells it that we live.
    void drain() {
        draining = true;
        process.toHandle().destroy();
    }

    void freeze(Duration length, long nowNanos) {
        Signal.STOP.send(process);
        frozenUntilNanos = Optional.of(nowNanos + length.toNanos());
    }

    /// Lets it go on when its time has come.
    ///
    /// @return whether it was frozen until now
    boolean thaw(long nowNanos) {
        if (frozenUntilNanos.filter(until -> until <= nowNanos).isEmpty()) {
            return false;
        }
        frozenUntilNanos = Optional.empty();
        spareUntilNanos = Optional.of(System.nanoTime() + TIME_TO_WAKE.toNanos());
        Signal.CONT.send(process);
        return true;
    }

    /// Closes its lifeline: it drains within seconds.
    void cut() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            LOG.atDebug().setCause(gone).log("host was gone before its lifeline was cut");
        }
    }

    void awaitEnd(Duration atMost) {
        try {
            boolean _ = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// As a person finds it: `torture-12 in slot 1, process 4711`.
    @Override
    public String toString() {
        return id + " in slot " + slot + ", process " + process.pid()
                + failPoint.map(point -> ", fail point " + point).orElse("");
    }
}
