package dev.lavant.console.picture;

import dev.lavant.schemas.ScalingLease;
import java.time.Duration;
import java.time.Instant;

/// Which autoscaler leads, by its leases.
final class Leader {
    private static final String NAME = "autoscaler";

    /// A leader says so every two seconds, and another claims after ten.
    private static final Duration FRESH = Duration.ofSeconds(10);

    private Instant at = Instant.MIN;
    private String holder = "";

    void take(Instant when, ScalingLease lease) {
        at = when;
        holder = lease.getHolder();
    }

    Part part(Instant now) {
        if (at.equals(Instant.MIN)) {
            return Part.unknown(NAME, "has not led yet");
        }
        if (holder.isEmpty()) {
            return Part.down(NAME, "none leads; the last one has ended");
        }
        return at.plus(FRESH).isBefore(now)
                ? Part.down(
                        NAME, "none has led for " + Duration.between(at, now).toSeconds() + " s")
                : Part.ok(NAME, "leads");
    }
}
