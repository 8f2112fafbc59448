package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.HostLaunch;
import java.time.Instant;
import java.util.Optional;

/// A host that this autoscaler has started. Owned by the control loop's thread.
public final class HostProcess {
    private final HostLaunch launch;
    private final Process process;
    private final Instant startedAt;
    private Optional<Instant> drainingSince = Optional.empty();
    private boolean wasReady;

    HostProcess(HostLaunch launch, Process process, Instant startedAt) {
        this.launch = launch;
        this.process = process;
        this.startedAt = startedAt;
    }

    /// What it was started with.
    public HostLaunch launch() {
        return launch;
    }

    /// When it was started.
    public Instant startedAt() {
        return startedAt;
    }

    /// True once it was asked to finish.
    public boolean draining() {
        return drainingSince.isPresent();
    }

    /// When it was asked to finish.
    public Optional<Instant> drainingSince() {
        return drainingSince;
    }

    /// True once it has said that it takes events.
    public boolean wasReady() {
        return wasReady;
    }

    /// It has said so.
    public void markReady() {
        wasReady = true;
    }

    boolean alive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    Process process() {
        return process;
    }

    /// Sends SIGTERM. Through the handle, since [Process#destroy] would also close the pipe that tells the host that
    /// this
    /// process lives.
    void askToFinish(Instant now) {
        drainingSince = Optional.of(now);
        process.toHandle().destroy();
    }
}
