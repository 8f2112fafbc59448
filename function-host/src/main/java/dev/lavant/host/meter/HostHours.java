package dev.lavant.host.meter;

import dev.lavant.schemas.UsageKind;
import java.time.Instant;

/// Time in which a host ran no event.
///
/// @param kind what it did instead
/// @param nanos how long, in all since the last record of that kind
/// @param startedAt when the host's life began, by its wall clock
/// @param lifeNanos how long it has lived
public record HostHours(UsageKind kind, long nanos, Instant startedAt, long lifeNanos) {}
