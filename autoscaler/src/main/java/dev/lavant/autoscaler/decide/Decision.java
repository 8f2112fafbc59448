package dev.lavant.autoscaler.decide;

import dev.lavant.schemas.ScalingCode;

/// How many hosts, and why.
///
/// @param desired hosts that should work, draining ones not counted
/// @param code for machines
/// @param reason for people, with the numbers it rests on
/// @param rates what it was computed from
/// @param next handed to the next decision
public record Decision(int desired, ScalingCode code, String reason, Rates rates, State next) {

    /// What was computed on the way.
    ///
    /// @param arrivalsPerSecond over the last 15 or 60 seconds, the greater one
    /// @param serviceMillis mean handler time of an event
    /// @param idleMillis since something last waited
    public record Rates(double arrivalsPerSecond, double serviceMillis, long idleMillis) {}
}
