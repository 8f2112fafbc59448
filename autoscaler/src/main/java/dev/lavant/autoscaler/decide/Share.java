package dev.lavant.autoscaler.decide;

import dev.lavant.schemas.ScalingCode;

/// What a function may have of what it shares with others.
///
/// @param hosts at most
/// @param code what is shared
/// @param reason for people, with its numbers; empty when there is no bound
public record Share(int hosts, ScalingCode code, String reason) {
    /// Nothing is a bound.
    public static final Share UNBOUNDED = new Share(Integer.MAX_VALUE, ScalingCode.UNKNOWN, "");

    /// The smaller of two.
    public Share and(Share other) {
        return other.hosts < hosts ? other : this;
    }
}
