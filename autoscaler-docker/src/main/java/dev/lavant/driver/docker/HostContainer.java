package dev.lavant.driver.docker;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.schemas.launch.HostLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A host in a container that had not ended when it was last looked at.
///
/// @param container the engine's id of it
/// @param since when it was started, or taken over
/// @param drainingSince when it was asked to finish
record HostContainer(String container, HostLaunch launch, Instant since, Optional<Instant> drainingSince) {
    private static final Duration KILL_AFTER_DEADLINE = Duration.ofSeconds(30);

    Host host() {
        return new Host(launch, since, drainingSince.isPresent());
    }

    HostContainer draining(Instant now) {
        return new HostContainer(container, launch, since, Optional.of(now));
    }

    /// Whether it was asked to finish so long ago that no attempt can still be within its deadline.
    boolean overdue(Instant now) {
        Duration patience =
                Duration.ofMillis(launch.deployment().getTimeoutMillis()).plus(KILL_AFTER_DEADLINE);
        return drainingSince
                .filter(asked -> Duration.between(asked, now).compareTo(patience) > 0)
                .isPresent();
    }
}
