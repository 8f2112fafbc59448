package dev.lavant.console.picture;

import java.util.List;

/// What has changed since the tick before.
///
/// @param at milliseconds since 1970
/// @param changed functions that are not as they were
/// @param gone names of functions that were removed
/// @param letters new ones, and those about which something was done
/// @param invocations the newest of them, newest first; when many were committed, not all
/// @param acts new ones, and those that are further on
/// @param budgets all of them
public record Tick(
        long at,
        List<Part> parts,
        Totals totals,
        List<FunctionRow> changed,
        List<String> gone,
        List<Decided> decisions,
        List<DeadLetter> letters,
        List<Invocation> invocations,
        List<Act> acts,
        List<BudgetLine> budgets) {}
