package dev.lavant.billing.rate;

import dev.lavant.schemas.StatementLine;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// What quantities cost. Pure.
///
/// A line is rounded once, half to even, and what that leaves over is carried to the next line of the same SKU. So the
/// lines of a tenant add up to what all that was used costs together, rounded: no rounding ever adds up.
///
///     three lines of 0.4 of a nano each: 0 (carry 0.4), 1 (0.8 → carry -0.2), 0 (0.2)
public final class Rating {
    private static final int PICOS_PER_NANO_DIGITS = 3;

    private Rating() {}

    /// What a quantity of a SKU costs, exactly, in 1e-9 of the currency. Every pricing unit is a product of twos and
    /// fives, so this ends.
    ///
    /// @param picos price of the pricing unit
    public static BigDecimal exactNanos(Sku sku, long quantity, long picos) {
        return BigDecimal.valueOf(quantity)
                .multiply(BigDecimal.valueOf(picos))
                .divide(BigDecimal.valueOf(sku.unit().size()))
                .movePointLeft(PICOS_PER_NANO_DIGITS);
    }

    /// A line of a statement.
    ///
    /// @param carry what the line before it has left over
    /// @throws ArithmeticException when it costs more than nine thousand million of the currency
    public static StatementLine line(Sku sku, long quantity, PriceBook book, BigDecimal carry) {
        BigDecimal owed = exactNanos(sku, quantity, book.picos(sku)).add(carry);
        long cost = owed.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        String left =
                owed.subtract(BigDecimal.valueOf(cost)).stripTrailingZeros().toPlainString();
        return new StatementLine(sku.id(), quantity, book.picos(sku), cost, left);
    }
}
