package dev.lavant.billing.focus;

import dev.lavant.billing.rate.Rating;
import dev.lavant.billing.rate.Sku;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.SummaryState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One row: what a function used of one thing in an hour. Money and quantities are exact decimals.
///
/// @param statement that the line is on, final or a correction
public record Charge(Seller seller, Statement statement, StatementLine line) {
    private static final int NANO_DIGITS = 9;
    private static final int PICO_DIGITS = 12;

    /// The charges of statements that cannot change any more; those that are open are left out, and lines without a
    /// quantity and a cost.
    public static List<Charge> of(Seller seller, Collection<Statement> statements) {
        return statements.stream()
                .filter(statement -> statement.getState() != SummaryState.OPEN)
                .flatMap(statement -> statement.getLines().stream()
                        .filter(line -> line.getQuantity() != 0 || line.getCostNanos() != 0)
                        .map(line -> new Charge(seller, statement, line)))
                .toList();
    }

    Sku sku() {
        return Statements.sku(line);
    }

    /// What is invoiced: rounded to 1e-9 of the currency, with what the line before it has left over.
    BigDecimal billed() {
        return BigDecimal.valueOf(line.getCostNanos(), NANO_DIGITS);
    }

    /// Unit price times quantity, not rounded.
    BigDecimal exact() {
        return Rating.exactNanos(sku(), line.getQuantity(), line.getPicos()).movePointLeft(NANO_DIGITS);
    }

    BigDecimal unitPrice() {
        return BigDecimal.valueOf(line.getPicos(), PICO_DIGITS);
    }

    BigDecimal pricedQuantity() {
        return BigDecimal.valueOf(line.getQuantity())
                .divide(BigDecimal.valueOf(sku().unit().size()));
    }

    BigDecimal quantity() {
        return BigDecimal.valueOf(line.getQuantity());
    }

    String priceId() {
        return statement.getPriceBook() + "/" + line.getSku();
    }

    Instant periodStart() {
        return start(YearMonth.parse(statement.getBillingPeriod()));
    }

    /// Exclusive, as all ends.
    Instant periodEnd() {
        return start(YearMonth.parse(statement.getBillingPeriod()).plusMonths(1));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant start() {
        return statement.getHourStart();
    }

    Instant end() {
        return start().plus(Summaries.HOUR);
    }

    BigDecimal sequence() {
        return BigDecimal.valueOf(statement.getSequence());
    }

    /// Present when it changes what a month costs whose invoice was closed.
    Optional<String> correction() {
        boolean closed = !Statements.month(statement.getHourStart()).equals(statement.getBillingPeriod());
        return closed && statement.getState() == SummaryState.CORRECTION ? Optional.of("Correction") : Optional.empty();
    }

    String resource() {
        return statement.getTenant() + "/" + statement.getFunction();
    }
}
