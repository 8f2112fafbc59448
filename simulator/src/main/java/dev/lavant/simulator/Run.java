package dev.lavant.simulator;

import dev.lavant.simulator.plane.Tally;
import dev.lavant.simulator.policy.Contender;

/// One function's life under one rule.
///
/// @param hosts how many there were, over time
public record Run(Contender contender, Tally tally, Curve hosts) {}
