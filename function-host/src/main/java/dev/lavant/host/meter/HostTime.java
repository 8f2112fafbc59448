package dev.lavant.host.meter;

import java.time.Instant;

/// The time that a host goes by: back-off, batches and time stamps. A test tells it; deadlines and what is billed are
/// measured by the machine's own clocks.
public interface HostTime {

    /// Wall clock.
    Instant now();

    /// Monotonic clock, nanoseconds from an arbitrary origin.
    long nanos();
}
