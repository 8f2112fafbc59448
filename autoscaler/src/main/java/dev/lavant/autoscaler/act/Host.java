package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.HostLaunch;
import java.time.Instant;

/// A host that has not ended, as it was when it was asked for.
///
/// @param launch what it was started with
/// @param startedAt when
/// @param draining it was asked to finish and takes nothing new
public record Host(HostLaunch launch, Instant startedAt, boolean draining) {

    /// Unique per start.
    public String id() {
        return launch.hostId();
    }

    /// Name of the function it runs.
    public String function() {
        return launch.deployment().getName();
    }

    /// Deployment of the function that it runs.
    public int revision() {
        return launch.deployment().getRevision();
    }
}
