package dev.lavant.billing.rate;

import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Running totals of a tenant, a function and an hour. Pure.
public final class Statements {
    private Statements() {}

    /// Key in `billing.statements`, for example `acme|thumbnail|2026-11-23T23:00:00Z`.
    public static String key(UsageRecord usage, Instant appendedAt) {
        return usage.getTenant() + "|" + usage.getFunction() + "|" + hour(appendedAt);
    }

    /// The hour of an append time, UTC.
    public static Instant hour(Instant appendedAt) {
        return appendedAt.truncatedTo(ChronoUnit.HOURS);
    }

    /// A total without anything in it.
    public static Statement empty(UsageRecord first, Instant hour, PriceBook book) {
        return Statement.newBuilder()
                .setTenant(first.getTenant())
                .setFunction(first.getFunction())
                .setHourStart(hour)
                .setEvents(0)
                .setBillableEvents(0)
                .setSucceeded(0)
                .setDeadLettered(0)
                .setAttempts(0)
                .setDurationNanos(0)
                .setCpuNanos(0)
                .setShareNanos(0)
                .setMibMicros(0)
                .setCpuMicros(0)
                .setBytesIn(0)
                .setBytesOut(0)
                .setMeterRule(Quantities.RULE)
                .setPriceBook(book.name())
                .setCurrency(book.currency())
                .setCostNanos(0)
                .build();
    }

    /// The total with one more usage record in it, rated anew.
    public static Statement plus(Statement total, UsageRecord usage, PriceBook book) {
        Quantities used = pricedIn(total).plus(Quantities.of(usage));
        return Statement.newBuilder(total)
                .setEvents(total.getEvents() + 1)
                .setSucceeded(total.getSucceeded() + (usage.getOutcome() == UsageOutcome.OK ? 1 : 0))
                .setDeadLettered(total.getDeadLettered() + (usage.getOutcome() == UsageOutcome.DEAD_LETTERED ? 1 : 0))
                .setAttempts(total.getAttempts() + usage.getAttempts())
                .setDurationNanos(Math.addExact(total.getDurationNanos(), usage.getDurationNanos()))
                .setCpuNanos(Math.addExact(total.getCpuNanos(), Math.max(0, usage.getCpuNanos())))
                .setShareNanos(Math.addExact(total.getShareNanos(), Math.max(0, usage.getShareNanos())))
                .setMibMicros(used.mibMicros())
                .setCpuMicros(used.cpuMicros())
                .setBytesIn(total.getBytesIn() + usage.getBytesIn())
                .setBytesOut(total.getBytesOut() + usage.getBytesOut())
                .setPriceBook(book.name())
                .setCurrency(book.currency())
                .setBillableEvents(used.events())
                .setCostNanos(Rating.costNanos(used, book))
                .build();
    }

    private static Quantities pricedIn(Statement total) {
        return new Quantities(total.getBillableEvents(), total.getMibMicros(), total.getCpuMicros());
    }
}
