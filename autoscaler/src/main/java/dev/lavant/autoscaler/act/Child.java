package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.HostLaunch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A host that runs as a child process. Owned by the driver's thread.
///
/// It keeps the [Process], and with it the pipe that the child takes as a sign of life.
final class Child {
    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final Duration KILL_AFTER_DEADLINE = Duration.ofSeconds(30);

    private HostLaunch launch;
    private final HostProcess process;
    private final Instant startedAt;
    private Optional<Instant> drainingSince = Optional.empty();

    Child(HostLaunch launch, HostProcess process, Instant startedAt) {
        this.launch = launch;
        this.process = process;
        this.startedAt = startedAt;
    }

    Host host() {
        return new Host(launch, startedAt, drainingSince.isPresent());
    }

    HostProcess process() {
        return process;
    }

    /// SIGTERM, once. Through the handle: [Process#destroy] would also close the pipe that tells the child that this
    /// process lives, and it would give up what it is working on.
    void drain(Instant now) {
        if (drainingSince.isEmpty()) {
            drainingSince = Optional.of(now);
            process.process().toHandle().destroy();
        }
    }

    /// Gives it another revision to run, as a line on the pipe.
    void hand(HostLaunch next, String order) {
        launch = next;
        try {
            var pipe = process.process().getOutputStream();
            pipe.write((order + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException gone) {
            LOG.atDebug().setCause(gone).log("host has ended before it could take a revision");
        }
    }

    /// Whether it was asked to finish so long ago that no attempt can still be within its deadline.
    boolean overdue(Instant now) {
        Duration patience =
                Duration.ofMillis(launch.deployment().getTimeoutMillis()).plus(KILL_AFTER_DEADLINE);
        return drainingSince
                .filter(since -> Duration.between(since, now).compareTo(patience) > 0)
                .isPresent();
    }

    HostEnd end() {
        return process.end(host());
    }
}
