package dev.lavant.autoscaler.decide;

/// What a function may have of the memory for all hosts.
///
/// @param hosts at most
/// @param reason for people, with its numbers; empty when there is no bound
public record Share(int hosts, String reason) {
    /// Memory is no bound.
    public static final Share UNBOUNDED = new Share(Integer.MAX_VALUE, "");
}
