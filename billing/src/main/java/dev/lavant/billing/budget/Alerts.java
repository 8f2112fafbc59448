package dev.lavant.billing.budget;

import dev.lavant.schemas.AlertKind;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.Spending;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/// What is said when a budget passes a threshold or will.
final class Alerts {
    private static final int NANO_DIGITS = 9;
    private static final int SHOWN_DIGITS = 6;
    private static final double MILLIS_OF_AN_HOUR = 3_600_000;

    private Alerts() {}

    static BudgetAlert threshold(Spending spending) {
        return BudgetAlert.newBuilder(of(spending, AlertKind.THRESHOLD))
                .setPercent(spending.getAlertedPercent())
                .build();
    }

    static BudgetAlert of(Spending spending, AlertKind kind) {
        return BudgetAlert.newBuilder()
                .setTenant(spending.getTenant())
                .setFunction(spending.getFunction())
                .setKind(kind)
                .setPeriod(spending.getPeriod())
                .setCurrency(spending.getCurrency())
                .setLimitNanos(spending.getLimitNanos())
                .setSpentNanos(spending.getSpentNanos())
                .setBurnPerHourNanos(spending.getBurnPerHourNanos())
                .setExhaustedAt(exhaustedAt(spending).orElse(null))
                .setAt(spending.getAsOf())
                .setText(text(spending, kind))
                .build();
    }

    /// At the present burn; empty when it is used up already, or is not within the period.
    private static Optional<Instant> exhaustedAt(Spending spending) {
        long left = spending.getLimitNanos() - spending.getSpentNanos();
        if (left <= 0 || spending.getForecastNanos() <= spending.getLimitNanos()) {
            return Optional.empty();
        }
        double hours = (double) left / Math.max(1, spending.getBurnPerHourNanos());
        return Optional.of(spending.getAsOf().plusMillis((long) (hours * MILLIS_OF_AN_HOUR)));
    }

    private static String text(Spending spending, AlertKind kind) {
        String what = "%s has spent %s of its %s in %s"
                .formatted(
                        scope(spending),
                        money(spending.getSpentNanos(), spending),
                        money(spending.getLimitNanos(), spending),
                        spending.getPeriod());
        String when = exhaustedAt(spending)
                .map(at -> "; at the present %s an hour it is used up at %s"
                        .formatted(money(spending.getBurnPerHourNanos(), spending), at))
                .orElse("");
        return kind == AlertKind.THRESHOLD && spending.getAlertedPercent() >= 100
                ? what + (spending.getOnLimit() == OnLimit.PAUSE ? "; its events wait" : "; it goes on")
                : what + when;
    }

    private static String scope(Spending spending) {
        return spending.getFunction().isEmpty()
                ? spending.getTenant()
                : spending.getTenant() + "/" + spending.getFunction();
    }

    private static String money(long nanos, Spending spending) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS)
                        .setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + " " + spending.getCurrency();
    }
}
