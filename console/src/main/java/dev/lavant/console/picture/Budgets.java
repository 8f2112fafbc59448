package dev.lavant.console.picture;

import dev.lavant.schemas.Budget;
import dev.lavant.schemas.Spending;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What may be spent, and what was.
final class Budgets {
    private final Map<String, Budget> budgets = new TreeMap<>();
    private final Map<String, Spending> spendings = new TreeMap<>();

    void take(String key, Budget budget) {
        budgets.put(key, budget);
    }

    void removed(String key) {
        budgets.remove(key);
    }

    void take(String key, Spending spending) {
        spendings.put(key, spending);
    }

    List<BudgetLine> list(Sight sight) {
        return budgets.entrySet().stream()
                .filter(budget -> sight.sees(budget.getValue().getTenant()))
                .map(budget -> line(budget.getValue(), Optional.ofNullable(spendings.get(budget.getKey()))))
                .toList();
    }

    /// What was given more counts in the month that billing counts.
    private static BudgetLine line(Budget budget, Optional<Spending> told) {
        boolean more = told.map(spending -> spending.getPeriod().equals(budget.getMorePeriod()))
                .orElse(false);
        return new BudgetLine(
                budget.getTenant(),
                budget.getFunction(),
                budget.getLimitNanos() + (more ? budget.getMoreNanos() : 0),
                budget.getOnLimit().name().toLowerCase(Locale.ROOT),
                told.map(Spending::getSpentNanos),
                told.map(Spending::getCurrency).orElse("USD"));
    }
}
