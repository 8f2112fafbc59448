package dev.lavant.console.picture;

import java.util.List;
import java.util.Map;

/// What a tenant sees of a list: what is of its own functions, by who owns them now.
///
/// @param owners tenants by the names of functions
record Seen(String tenant, Map<String, String> owners) {

    List<FunctionRow> rows(List<FunctionRow> all) {
        return all.stream()
                .filter(row -> row.described().tenant().equals(tenant))
                .toList();
    }

    List<String> names(List<String> all) {
        return all.stream().filter(this::mine).toList();
    }

    List<Decided> decisions(List<Decided> all) {
        return all.stream().filter(it -> mine(it.function())).toList();
    }

    List<DeadLetter> letters(List<DeadLetter> all) {
        return all.stream().filter(it -> mine(it.function())).toList();
    }

    List<Invocation> invocations(List<Invocation> all) {
        return all.stream().filter(it -> mine(it.function())).toList();
    }

    List<Act> acts(List<Act> all) {
        return all.stream().filter(it -> it.tenant().equals(tenant)).toList();
    }

    List<BudgetLine> budgets(List<BudgetLine> all) {
        return all.stream().filter(it -> it.tenant().equals(tenant)).toList();
    }

    private boolean mine(String function) {
        return tenant.equals(owners.get(function));
    }
}
