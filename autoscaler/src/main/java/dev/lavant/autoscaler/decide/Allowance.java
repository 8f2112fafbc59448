package dev.lavant.autoscaler.decide;

/// What budgets leave to a function.
///
/// @param hosts at most
/// @param reason for people, with its numbers; empty when there is no bound
public record Allowance(int hosts, String reason) {
    /// No budget is a bound.
    public static final Allowance UNBOUNDED = new Allowance(Integer.MAX_VALUE, "");

    /// The smaller of two.
    public Allowance and(Allowance other) {
        return other.hosts < hosts ? other : this;
    }
}
