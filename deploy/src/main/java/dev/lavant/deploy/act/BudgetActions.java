package dev.lavant.deploy.act;

import dev.lavant.schemas.Budget;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.control.ControlState;
import dev.lavant.schemas.control.ControlWriter;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What can be done to the budgets of tenants and functions.
public record BudgetActions(Connection connection) {

    /// Sets what may be spent in a month.
    ///
    /// @param amount for a month, above 0, e.g. `12.50`
    /// @param onLimit empty to leave that as it is
    /// @throws Declined when the amount is none
    public Budget set(BudgetScope whom, String amount, Optional<OnLimit> onLimit) {
        long limit = Money.nanos(amount);
        Budget before = budgets(ControlState.read(connection, Topics.BUDGETS)).stream()
                .filter(whom::isOf)
                .findFirst()
                .orElseGet(() -> fresh(whom));
        return written(
                whom,
                Budget.newBuilder(before)
                        .setLimitNanos(limit)
                        .setOnLimit(onLimit.orElse(before.getOnLimit()))
                        .setChangedAt(Instant.now())
                        .build());
    }

    /// Gives a budget more for this month, so that what was paused goes on.
    ///
    /// @param more above 0, e.g. `5.00`
    /// @throws Declined when the amount is none, or there is no such budget
    public Raised resume(BudgetScope whom, String more) {
        long amount = Money.nanos(more);
        var topics = ControlState.read(connection, Topics.BUDGETS, Topics.SPENDING);
        Budget before = whom.in(budgets(topics));
        Optional<Spending> told = topics.one(Topics.SPENDING, whom.key(), Spending.class);
        String month = told.map(Spending::getPeriod)
                .orElseGet(() -> YearMonth.now(ZoneOffset.UTC).toString());
        long given = before.getMorePeriod().equals(month) ? before.getMoreNanos() : 0;
        Budget budget = Budget.newBuilder(before)
                .setMorePeriod(month)
                .setMoreNanos(Math.addExact(given, amount))
                .setChangedAt(Instant.now())
                .build();
        return new Raised(written(whom, budget), told);
    }

    /// Removes a budget: nothing limits what is spent any more.
    ///
    /// @throws Declined when there is no such budget
    public void remove(BudgetScope whom) {
        Budget _ = whom.in(budgets(ControlState.read(connection, Topics.BUDGETS)));
        new ControlWriter(connection, Topics.BUDGETS).remove(whom.key());
    }

    /// A budget that was given more.
    ///
    /// @param told what was spent; empty before billing has said anything
    public record Raised(Budget budget, Optional<Spending> told) {

        /// What came of it, in words; empty before billing has said anything.
        public Optional<String> says() {
            return told.map(spending -> {
                long limit = Math.addExact(budget.getLimitNanos(), budget.getMoreNanos());
                return "In " + budget.getMorePeriod() + " it may spend "
                        + Money.shown(limit, spending.getCurrency()) + ", of which "
                        + Money.shown(spending.getSpentNanos(), spending.getCurrency())
                        + (spending.getSpentNanos() < limit
                                ? " are spent."
                                : " are spent: that is not enough to go on.");
            });
        }
    }

    private Budget written(BudgetScope whom, Budget budget) {
        new ControlWriter(connection, Topics.BUDGETS).put(whom.key(), budget);
        return budget;
    }

    private static List<Budget> budgets(ControlState topics) {
        return topics.all(Topics.BUDGETS, Budget.class);
    }

    private static Budget fresh(BudgetScope whom) {
        return Budget.newBuilder()
                .setTenant(whom.tenant())
                .setFunction(whom.function())
                .setLimitNanos(0)
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
