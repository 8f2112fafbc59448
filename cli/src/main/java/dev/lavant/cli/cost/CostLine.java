package dev.lavant.cli.cost;

import dev.lavant.billing.audit.Place;
import dev.lavant.billing.audit.UsageLedger.Read;
import dev.lavant.billing.rate.Rating;
import dev.lavant.billing.rate.Sku;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one event costs for one function.
///
/// @param exactNanos 1e-9 of the currency, not rounded; empty while there is no statement that says the price
record CostLine(Read read, UsageSummary used, Optional<BigDecimal> exactNanos, Optional<String> currency) {
    static final Listing<CostLine> LISTING = new Listing<>(
            Column.seen("EVENT", Aligned.LEFT, line -> line.place().toString()),
            Column.field("topic", line -> line.place().topic()),
            Column.field("partition", line -> line.place().partition()),
            Column.field("offset", line -> line.place().offset()),
            Column.text("TENANT", "tenant", line -> line.usage().getTenant()),
            Column.text("FUNCTION", "function", line -> line.usage().getFunction()),
            Column.text("OUTCOME", "outcome", line -> line.usage().getOutcome().name()),
            Column.number("ATTEMPTS", "attempts", line -> (long) line.usage().getAttempts()),
            Column.number("CPU us", "cpuMicros", line -> line.used().getCpuMicros()),
            Column.number("MiB us", "mibMicros", line -> line.used().getMibMicros()),
            Column.seen("NANOS", Aligned.RIGHT, CostLine::shown),
            Column.field("exactNanos", CostLine::exactNanos),
            Column.field("currency", CostLine::currency),
            Column.text("USAGE RECORD", "usage", line -> line.read().at().toString()));

    /// Priced by the statement of its hour; of those that were rated again by the last.
    static CostLine of(Read read, List<Statement> statements) {
        UsageSummary used = Summaries.of(read.usage(), new byte[16], read.appendedAt());
        Optional<Statement> hour = statements.stream()
                .filter(statement -> statement.getTenant().equals(read.usage().getTenant())
                        && statement.getFunction().equals(read.usage().getFunction())
                        && statement.getHourStart().equals(Summaries.start(read.appendedAt(), Summaries.HOUR)))
                .max(Comparator.comparing(Statement::getSequence));
        return new CostLine(read, used, hour.map(one -> cost(used, one)), hour.map(Statement::getCurrency));
    }

    private static BigDecimal cost(UsageSummary used, Statement hour) {
        var cost = BigDecimal.ZERO;
        for (StatementLine line : hour.getLines()) {
            Sku sku = Statements.sku(line);
            cost = cost.add(Rating.exactNanos(sku, sku.quantity(used), line.getPicos()));
        }
        return cost;
    }

    UsageRecord usage() {
        return read.usage();
    }

    private Place place() {
        return new Place(
                String.valueOf(usage().getSourceTopic()), usage().getSourcePartition(), usage().getSourceOffset());
    }

    private String shown() {
        return exactNanos
                .map(cost -> cost.stripTrailingZeros().toPlainString() + " " + currency.orElse(""))
                .orElse("not billed yet");
    }
}
