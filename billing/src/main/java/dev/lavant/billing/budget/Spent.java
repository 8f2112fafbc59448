package dev.lavant.billing.budget;

/// What was spent, and how fast.
///
/// @param nanos what the statements of a period cost together, 1e-9 of the currency
/// @param burn of late, whatever the period
public record Spent(long nanos, Burn burn) {}
