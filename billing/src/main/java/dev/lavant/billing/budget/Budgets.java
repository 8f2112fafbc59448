package dev.lavant.billing.budget;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.Sku;
import dev.lavant.billing.rate.Sku.Unit;
import dev.lavant.billing.rate.Statements;
import dev.lavant.schemas.AlertKind;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.Spending;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Compares what was spent with what may be. Pure.
public final class Budgets {
    private static final int[] THRESHOLDS = {100, 80, 50};
    private static final int ALL = 100;
    private static final double PICOS_PER_NANO = 1_000;
    private static final double MILLIS_OF_AN_HOUR = Duration.ofHours(1).toMillis();

    private Budgets() {}

    /// What a budget comes to, and what is to be told that was not before.
    public record Judgement(Spending spending, List<BudgetAlert> alerts) {}

    /// Judges a budget.
    ///
    /// @param before what was told last; empty for a new budget
    /// @param spent in the period that `asOf` is in
    /// @param asOf all usage up to then is in it
    public static Judgement judge(Budget budget, Optional<Spending> before, Spent spent, PriceBook book, Instant asOf) {
        Spending now = spending(budget, spent, book, asOf);
        Optional<Spending> same = before.filter(told -> told.getPeriod().equals(now.getPeriod()));
        boolean forecastTold = same.filter(told -> told.getLimitNanos() == now.getLimitNanos())
                .map(Spending::getAlertedForecast)
                .orElse(false);
        boolean above = now.getForecastNanos() > now.getLimitNanos();
        var alerts = new ArrayList<BudgetAlert>();
        if (now.getAlertedPercent() > same.map(Spending::getAlertedPercent).orElse(0)) {
            alerts.add(Alerts.threshold(now));
        }
        if (above && !forecastTold && now.getAlertedPercent() < ALL) {
            alerts.add(Alerts.of(now, AlertKind.FORECAST));
        }
        Spending told = Spending.newBuilder(now)
                .setAlertedForecast(above || forecastTold)
                .build();
        return new Judgement(told, alerts);
    }

    private static Spending spending(Budget budget, Spent spent, PriceBook book, Instant asOf) {
        String period = Statements.month(asOf);
        long limit = limit(budget, period);
        double burn = Math.max(0, spent.burn().perHour(asOf));
        double hoursLeft = Duration.between(asOf, end(period)).toMillis() / MILLIS_OF_AN_HOUR;
        return Spending.newBuilder()
                .setTenant(budget.getTenant())
                .setFunction(budget.getFunction())
                .setPeriod(period)
                .setCurrency(book.currency())
                .setLimitNanos(limit)
                .setOnLimit(budget.getOnLimit())
                .setSpentNanos(spent.nanos())
                .setBurnPerHourNanos(Math.round(burn))
                .setForecastNanos(spent.nanos() + Math.round(burn * hoursLeft))
                .setAlertedPercent(passed(spent.nanos(), limit))
                .setGibSecondNanos(memoryAtMost(book))
                .setCpuSecondNanos(perUnit(book, Sku.CPU))
                .setEventNanos(
                        perUnit(book, Sku.INVOCATIONS) / Sku.INVOCATIONS.unit().size())
                .setAsOf(asOf)
                .build();
    }

    /// With what the period was given more.
    static long limit(Budget budget, String period) {
        return budget.getMorePeriod().equals(period)
                ? Math.addExact(budget.getLimitNanos(), budget.getMoreNanos())
                : budget.getLimitNanos();
    }

    /// The highest threshold that is reached; 0 below all.
    static int passed(long spent, long limit) {
        return Arrays.stream(THRESHOLDS)
                .filter(percent -> spent >= share(limit, percent))
                .findFirst()
                .orElse(0);
    }

    /// Without an overflow.
    private static long share(long limit, int percent) {
        return limit / ALL * percent + Math.ceilDiv(limit % ALL * percent, ALL);
    }

    /// When a period ends, UTC.
    static Instant end(String period) {
        return YearMonth.parse(period)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /// A host's time goes to one of these.
    private static double memoryAtMost(PriceBook book) {
        return Arrays.stream(Sku.values())
                .filter(sku -> sku.unit() == Unit.MEMORY_TIME)
                .mapToDouble(sku -> perUnit(book, sku))
                .max()
                .orElse(0);
    }

    private static double perUnit(PriceBook book, Sku sku) {
        return book.picos(sku) / PICOS_PER_NANO;
    }
}
