package dev.lavant.console.picture;

import java.util.Optional;

/// A budget and how far it is used up.
///
/// @param function empty for all functions of the tenant together
/// @param limitNanos for this month, with what it was given more; 1e-9 of the currency
/// @param onLimit alert or pause
/// @param spentNanos empty before billing has said anything
public record BudgetLine(
        String tenant, String function, long limitNanos, String onLimit, Optional<Long> spentNanos, String currency) {}
