package dev.lavant.console.picture;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The functions of each tenant together, as a tenant sees them.
final class Tenants {
    private final Map<String, History> histories = new HashMap<>();
    private Map<String, Totals> totals = Map.of();

    void look(Instant now, Collection<FunctionRow> rows, Money money) {
        Map<String, List<FunctionRow>> byTenant = rows.stream()
                .collect(Collectors.groupingBy(row -> row.described().tenant()));
        histories.keySet().retainAll(byTenant.keySet());
        var seen = new HashMap<String, Totals>();
        byTenant.forEach((tenant, its) -> {
            var history = histories.computeIfAbsent(tenant, _ -> new History());
            var all = Totals.of(its, money.ofTenant(tenant, now, history));
            history.add(Point.of(now, all));
            seen.put(tenant, all);
        });
        totals = seen;
    }

    /// Of a tenant without functions there is nothing to add up.
    Totals totals(String tenant, FunctionRow.Bill none) {
        Totals known = totals.get(tenant);
        return known == null ? Totals.of(List.of(), none) : known;
    }

    List<Point> points(String tenant) {
        History history = histories.get(tenant);
        return history == null ? List.of() : history.list();
    }
}
