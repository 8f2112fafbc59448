package dev.lavant.billing.rate;

import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/// What a tenant owes for a function and an hour. Pure.
public final class Statements {
    private static final long NOT_IN_THE_CHAIN = -1;

    private Statements() {}

    /// Key in `billing.statements`, for example `acme|thumbnail|2026-11-23T23:00:00Z`; that of a correction has its
    /// number in the chain behind it.
    public static String key(Statement statement) {
        String key = statement.getTenant() + "|" + statement.getFunction() + "|" + statement.getHourStart();
        return statement.getState() == SummaryState.CORRECTION ? key + "|" + statement.getSequence() : key;
    }

    /// One without anything on it.
    ///
    /// @param like names tenant, function and hour
    public static Statement empty(UsageSummary like) {
        Instant hour = Summaries.start(like.getWindowStart(), Summaries.HOUR);
        return Statement.newBuilder()
                .setTenant(like.getTenant())
                .setFunction(like.getFunction())
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
                .setMeterRule(Summaries.RULE)
                .setPriceBook("")
                .setCurrency("")
                .setCostNanos(0)
                .setBillingPeriod(month(hour))
                .setLines(Arrays.stream(Sku.values())
                        .map(sku -> new StatementLine(sku.id(), 0L, 0L, 0L, "0"))
                        .toList())
                .setSequence(NOT_IN_THE_CHAIN)
                .setAsOf(like.getAsOf())
                .build();
    }

    /// The statement with more on it, not rated. Times of events are on it, those of hosts only as lines.
    public static Statement plus(Statement total, UsageSummary more) {
        boolean events = more.getKind() == UsageKind.INVOCATION;
        return Statement.newBuilder(total)
                .setEvents(total.getEvents() + more.getEvents())
                .setBillableEvents(total.getBillableEvents() + more.getBillableEvents())
                .setSucceeded(total.getSucceeded() + more.getSucceeded())
                .setDeadLettered(total.getDeadLettered() + more.getDeadLettered())
                .setAttempts(total.getAttempts() + (events ? more.getAttempts() : 0))
                .setDurationNanos(Math.addExact(total.getDurationNanos(), events ? more.getDurationNanos() : 0))
                .setCpuNanos(Math.addExact(total.getCpuNanos(), events ? more.getCpuNanos() : 0))
                .setShareNanos(Math.addExact(total.getShareNanos(), events ? more.getShareNanos() : 0))
                .setMibMicros(Math.addExact(total.getMibMicros(), Sku.COMPUTE.quantity(more)))
                .setCpuMicros(Math.addExact(total.getCpuMicros(), more.getCpuMicros()))
                .setBytesIn(Math.addExact(total.getBytesIn(), more.getBytesIn()))
                .setBytesOut(Math.addExact(total.getBytesOut(), more.getBytesOut()))
                .setLines(lines(total, more))
                .setDuplicatesDropped(total.getDuplicatesDropped() + more.getDuplicatesDropped())
                .setAbsorbedMibMicros(Math.addExact(total.getAbsorbedMibMicros(), more.getAbsorbedMibMicros()))
                .setSources(Sources.plus(total.getSources(), more.getSources()))
                .setAsOf(total.getAsOf().isAfter(more.getAsOf()) ? total.getAsOf() : more.getAsOf())
                .build();
    }

    private static List<StatementLine> lines(Statement total, UsageSummary more) {
        var lines = new ArrayList<StatementLine>();
        for (StatementLine line : total.getLines()) {
            long quantity = Math.addExact(line.getQuantity(), sku(line).quantity(more));
            lines.add(new StatementLine(line.getSku(), quantity, 0L, 0L, "0"));
        }
        return lines;
    }

    /// The statement with its price.
    ///
    /// @param before the one before it in the tenant's chain, whose rounding it carries on
    public static Statement rated(Statement statement, PriceBook book, Optional<Statement> before) {
        var lines = new ArrayList<StatementLine>();
        long cost = 0;
        for (StatementLine line : statement.getLines()) {
            StatementLine rated = Rating.line(sku(line), line.getQuantity(), book, carry(line.getSku(), book, before));
            lines.add(rated);
            cost = Math.addExact(cost, rated.getCostNanos());
        }
        return Statement.newBuilder(statement)
                .setPriceBook(book.name())
                .setCurrency(book.currency())
                .setCostNanos(cost)
                .setLines(lines)
                .build();
    }

    /// Both together, not rated and without sources, with all else of the first.
    public static Statement plus(Statement total, Statement more) {
        return added(total, more, 1);
    }

    /// What takes a statement back: all that is on it, below zero.
    public static Statement reversed(Statement statement) {
        return added(added(statement, statement, -1), statement, -1);
    }

    private static Statement added(Statement total, Statement more, int sign) {
        return Statement.newBuilder(total)
                .setEvents(total.getEvents() + sign * more.getEvents())
                .setBillableEvents(total.getBillableEvents() + sign * more.getBillableEvents())
                .setSucceeded(total.getSucceeded() + sign * more.getSucceeded())
                .setDeadLettered(total.getDeadLettered() + sign * more.getDeadLettered())
                .setAttempts(total.getAttempts() + sign * more.getAttempts())
                .setDurationNanos(Math.addExact(total.getDurationNanos(), sign * more.getDurationNanos()))
                .setCpuNanos(Math.addExact(total.getCpuNanos(), sign * more.getCpuNanos()))
                .setShareNanos(Math.addExact(total.getShareNanos(), sign * more.getShareNanos()))
                .setMibMicros(Math.addExact(total.getMibMicros(), sign * more.getMibMicros()))
                .setCpuMicros(Math.addExact(total.getCpuMicros(), sign * more.getCpuMicros()))
                .setBytesIn(Math.addExact(total.getBytesIn(), sign * more.getBytesIn()))
                .setBytesOut(Math.addExact(total.getBytesOut(), sign * more.getBytesOut()))
                .setLines(added(total.getLines(), more.getLines(), sign))
                .setDuplicatesDropped(total.getDuplicatesDropped() + sign * more.getDuplicatesDropped())
                .setAbsorbedMibMicros(Math.addExact(total.getAbsorbedMibMicros(), sign * more.getAbsorbedMibMicros()))
                .setSources(List.of())
                .setAsOf(total.getAsOf().isAfter(more.getAsOf()) ? total.getAsOf() : more.getAsOf())
                .build();
    }

    /// Lines of one order: that of the SKUs.
    private static List<StatementLine> added(List<StatementLine> total, List<StatementLine> more, int sign) {
        var lines = new ArrayList<StatementLine>();
        for (int i = 0; i < total.size(); i++) {
            StatementLine line = total.get(i);
            long quantity = Math.addExact(line.getQuantity(), sign * more.get(i).getQuantity());
            lines.add(new StatementLine(line.getSku(), quantity, line.getPicos(), 0L, "0"));
        }
        return lines;
    }

    /// The prices that stand on a statement.
    public static PriceBook book(Statement statement) {
        var picos = new EnumMap<Sku, Long>(Sku.class);
        statement.getLines().forEach(line -> picos.put(sku(line), line.getPicos()));
        return new PriceBook(statement.getPriceBook(), statement.getCurrency(), Instant.EPOCH, picos);
    }

    /// The month that a time is in, UTC, e.g. 2026-11.
    public static String month(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC)).toString();
    }

    /// What a line is of.
    public static Sku sku(StatementLine line) {
        return Sku.of(line.getSku())
                .orElseThrow(
                        () -> new IllegalStateException("a statement has a line of unknown kind " + line.getSku()));
    }

    /// Nothing of one currency is carried into another.
    private static BigDecimal carry(String sku, PriceBook book, Optional<Statement> before) {
        return before.filter(statement -> statement.getCurrency().equals(book.currency())).stream()
                .flatMap(statement -> statement.getLines().stream())
                .filter(line -> line.getSku().equals(sku))
                .map(line -> new BigDecimal(line.getCarry()))
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }
}
