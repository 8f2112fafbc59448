package dev.lavant.function;

import java.time.Instant;

/// The data of an event that a [Schedule] has sent.
///
/// @param function whose schedule it is
/// @param plannedAt when it was to be sent; it may be later by now
public record Tick(String function, Instant plannedAt) {}
