package dev.lavant.torture.plan;

import java.time.Duration;

/// One step of a plan.
///
/// @param after how long after the step before
public record Step(Duration after, Fault fault) {}
