package dev.lavant.cli.bill;

import dev.lavant.billing.rate.Sku;
import dev.lavant.billing.rate.Statements;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.SummaryState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// A line of the bill: what a function used of one thing in a period.
///
/// @param line its name, see [LineId]; the word total for a sum of one currency
/// @param quantity in the smallest unit
/// @param priced the unit that has a price, e.g. GiB-Seconds
/// @param shown quantity in that unit, for the eye
/// @param costNanos 1e-9 of the currency
/// @param state final when nothing in it can change any more
record BillLine(
        String line,
        long quantity,
        String unit,
        String priced,
        String shown,
        long costNanos,
        String currency,
        String state) {
    static final Listing<BillLine> LISTING = new Listing<>(
            Column.text("LINE", "line", BillLine::line),
            Column.seen("QUANTITY", Aligned.RIGHT, BillLine::shown),
            Column.field("quantity", BillLine::quantity),
            Column.field("unit", BillLine::unit),
            Column.text("UNIT", "pricingUnit", BillLine::priced),
            Column.seen("COST", Aligned.RIGHT, line -> Money.shown(line.costNanos(), line.currency())),
            Column.field("costNanos", BillLine::costNanos),
            Column.field("currency", BillLine::currency),
            Column.text("STATE", "state", BillLine::state));

    private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_EVEN);

    /// Lines of statements by period, those without a quantity left out.
    ///
    /// @param period of a statement, e.g. its month
    static List<BillLine> of(Collection<Statement> statements, Function<Statement, String> period) {
        var lines = new TreeMap<String, BillLine>();
        for (Statement statement : statements) {
            for (StatementLine line : statement.getLines()) {
                if (line.getQuantity() > 0 || line.getCostNanos() != 0) {
                    BillLine one = of(statement, line, period.apply(statement));
                    lines.merge(one.line() + "|" + one.currency(), one, BillLine::plus);
                }
            }
        }
        return List.copyOf(lines.values());
    }

    private static BillLine of(Statement statement, StatementLine line, String period) {
        Sku sku = Statements.sku(line);
        var id = new LineId(statement.getTenant(), statement.getFunction(), period, sku);
        return new BillLine(
                id.toString(),
                line.getQuantity(),
                sku.unit().counted(),
                sku.unit().priced(),
                shown(sku, line.getQuantity()),
                line.getCostNanos(),
                statement.getCurrency(),
                statement.getState() == SummaryState.OPEN ? "open" : "final");
    }

    static String shown(Sku sku, long quantity) {
        return BigDecimal.valueOf(quantity)
                .divide(BigDecimal.valueOf(sku.unit().size()))
                .round(SHOWN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private BillLine plus(BillLine other) {
        long sum = Math.addExact(quantity, other.quantity);
        Sku sku = LineId.parse(line).sku();
        return new BillLine(
                line,
                sum,
                unit,
                priced,
                shown(sku, sum),
                Math.addExact(costNanos, other.costNanos),
                currency,
                state.equals(other.state) ? state : "open");
    }

    /// The lines with a total below them for each currency; amounts of two currencies are never added.
    static List<BillLine> withTotals(List<BillLine> lines) {
        var totals = new TreeMap<String, BillLine>();
        for (BillLine line : lines) {
            var total = new BillLine("total", 0, "", "", "", line.costNanos(), line.currency(), line.state());
            totals.merge(
                    line.currency(),
                    total,
                    (one, other) -> new BillLine(
                            "total",
                            0,
                            "",
                            "",
                            "",
                            Math.addExact(one.costNanos(), other.costNanos()),
                            one.currency(),
                            one.state().equals(other.state()) ? one.state() : "open"));
        }
        return Stream.concat(lines.stream(), totals.values().stream()).toList();
    }
}
