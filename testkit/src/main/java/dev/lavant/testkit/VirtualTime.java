package dev.lavant.testkit;

import dev.lavant.host.meter.HostTime;
import java.time.Duration;
import java.time.Instant;

/// A clock that stands still until it is told to move. Read by the test's thread and by handlers.
final class VirtualTime implements HostTime {
    private final Instant origin = Instant.now();
    private volatile long nanos;

    @Override
    public Instant now() {
        return origin.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /// @param to never before the present
    void moveTo(long to) {
        if (to < nanos) {
            throw new IllegalArgumentException("time goes forward only: " + to + " is before " + nanos);
        }
        nanos = to;
    }

    long after(Duration duration) {
        return nanos + duration.toNanos();
    }
}
