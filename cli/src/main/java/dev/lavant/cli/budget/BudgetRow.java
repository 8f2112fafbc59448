package dev.lavant.cli.budget;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.topics.Topics;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A budget and how far it is used up.
///
/// @param told what billing says of it; empty before it has said anything
record BudgetRow(Budget budget, Optional<Spending> told) {
    static final Listing<BudgetRow> LISTING = new Listing<>(
            Column.text("BUDGET", "budget", BudgetRow::key),
            Column.text(
                    "MONTH", "period", row -> row.told.map(Spending::getPeriod).orElse("-")),
            Column.seen("SPENT", Aligned.RIGHT, row -> row.money(Spending::getSpentNanos)),
            Column.seen("LIMIT", Aligned.RIGHT, row -> row.money(Spending::getLimitNanos)),
            Column.seen("USED", Aligned.RIGHT, BudgetRow::used),
            Column.seen("AN HOUR", Aligned.RIGHT, row -> row.money(Spending::getBurnPerHourNanos)),
            Column.seen("FORECAST", Aligned.RIGHT, row -> row.money(Spending::getForecastNanos)),
            Column.text(
                    "ON LIMIT", "onLimit", row -> row.budget.getOnLimit().name().toLowerCase(Locale.ROOT)),
            Column.text("STATE", "state", BudgetRow::state),
            Column.field("limitNanos", row -> row.budget.getLimitNanos()),
            Column.field("morePeriod", row -> row.budget.getMorePeriod()),
            Column.field("moreNanos", row -> row.budget.getMoreNanos()),
            Column.field("spentNanos", row -> row.nanos(Spending::getSpentNanos)),
            Column.field("burnPerHourNanos", row -> row.nanos(Spending::getBurnPerHourNanos)),
            Column.field("forecastNanos", row -> row.nanos(Spending::getForecastNanos)),
            Column.field(
                    "currency",
                    row -> row.told.<Object>map(Spending::getCurrency).orElse("")));

    String key() {
        return Topics.budget(budget.getTenant(), budget.getFunction());
    }

    private long nanos(ToLongFunction<Spending> of) {
        return told.map(of::applyAsLong).orElse(0L);
    }

    private String money(ToLongFunction<Spending> of) {
        return told.map(spending -> Money.shown(of.applyAsLong(spending), spending.getCurrency()))
                .orElse("-");
    }

    private String used() {
        return told.map(spending -> Math.round(100.0 * spending.getSpentNanos() / spending.getLimitNanos()) + " %")
                .orElse("-");
    }

    private String state() {
        return told.map(spending -> state(spending)).orElse("not counted yet");
    }

    private static String state(Spending spending) {
        if (spending.getSpentNanos() < spending.getLimitNanos()) {
            return spending.getForecastNanos() > spending.getLimitNanos() ? "will not last" : "within";
        }
        return spending.getOnLimit() == OnLimit.PAUSE ? "paused" : "over";
    }
}
