package dev.lavant.console.picture;

import java.util.List;

/// All that the page shows at first. Lists of what happened have the newest first.
///
/// @param at milliseconds since 1970
public record Snapshot(
        long at,
        List<Part> parts,
        Totals totals,
        List<FunctionRow> functions,
        List<Decided> decisions,
        List<DeadLetter> letters,
        List<Invocation> invocations,
        List<Act> acts,
        List<BudgetLine> budgets) {}
