package dev.lavant.cli.usage;

import dev.lavant.cli.show.Amounts;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.Statement;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One line of the bill: an hour of a function, or the total of one currency.
///
/// @param hour start of the hour in RFC 3339, or the word total
/// @param cpuMicros billed CPU time, microseconds
/// @param mibMicros billed memory, MiB times microseconds
/// @param costNanos 1e-9 of the currency
record UsageLine(
        String hour,
        String tenant,
        String function,
        long events,
        long succeeded,
        long deadLettered,
        long cpuMicros,
        long mibMicros,
        long costNanos,
        String currency) {

    static final Listing<UsageLine> LISTING = new Listing<>(
            Column.text("HOUR (UTC)", "hour", UsageLine::hour),
            Column.text("TENANT", "tenant", UsageLine::tenant),
            Column.text("FUNCTION", "function", UsageLine::function),
            Column.number("EVENTS", "events", UsageLine::events),
            Column.number("OK", "succeeded", UsageLine::succeeded),
            Column.number("DEAD LETTERS", "deadLetters", UsageLine::deadLettered),
            Column.seen("CPU s", Aligned.RIGHT, line -> Amounts.seconds(line.cpuMicros())),
            Column.field("cpuMicros", UsageLine::cpuMicros),
            Column.seen("GiB-s", Aligned.RIGHT, line -> Amounts.gibSeconds(line.mibMicros())),
            Column.field("mibMicros", UsageLine::mibMicros),
            Column.seen("COST", Aligned.RIGHT, line -> Money.shown(line.costNanos(), line.currency())),
            Column.field("costNanos", UsageLine::costNanos),
            Column.field("currency", UsageLine::currency));

    static UsageLine of(Statement statement) {
        return new UsageLine(
                statement.getHourStart().toString(),
                statement.getTenant(),
                statement.getFunction(),
                statement.getEvents(),
                statement.getSucceeded(),
                statement.getDeadLettered(),
                statement.getCpuMicros(),
                statement.getMibMicros(),
                statement.getCostNanos(),
                statement.getCurrency());
    }

    /// The lines with a total below them for each currency; amounts of two currencies are never added.
    static List<UsageLine> withTotals(Collection<UsageLine> lines) {
        var totals = new TreeMap<String, UsageLine>();
        lines.forEach(line -> totals.merge(line.currency(), line.asTotal(), UsageLine::plus));
        return Stream.concat(lines.stream(), totals.values().stream()).toList();
    }

    private UsageLine asTotal() {
        return new UsageLine(
                "total", "", "", events, succeeded, deadLettered, cpuMicros, mibMicros, costNanos, currency);
    }

    private UsageLine plus(UsageLine other) {
        return new UsageLine(
                hour,
                tenant,
                function,
                Math.addExact(events, other.events),
                Math.addExact(succeeded, other.succeeded),
                Math.addExact(deadLettered, other.deadLettered),
                Math.addExact(cpuMicros, other.cpuMicros),
                Math.addExact(mibMicros, other.mibMicros),
                Math.addExact(costNanos, other.costNanos),
                currency);
    }
}
