package dev.lavant.billing.rate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What quantities cost. Pure.
///
/// A total is rated anew from exact quantities each time it grows and rounded once, half to even, so that a running
/// total never drifts from what its events cost together.
public final class Rating {
    private static final BigDecimal MIB_MICROS_PER_GIB_SECOND = new BigDecimal(1_024_000_000);
    private static final BigDecimal MICROS_PER_SECOND = new BigDecimal(1_000_000);
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final int PICOS_PER_NANO_DIGITS = 3;

    private Rating() {}

    /// The cost in 1e-9 of the book's currency.
    ///
    /// @throws ArithmeticException when it outgrows a long, nine thousand million of the currency
    public static long costNanos(Quantities used, PriceBook book) {
        return exactPicos(used, book)
                .movePointLeft(PICOS_PER_NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /// The cost in 1e-12 of the currency, with all its digits: the divisors are products of twos and tens.
    static BigDecimal exactPicos(Quantities used, PriceBook book) {
        return part(used.mibMicros(), book.picosPerGibSecond(), MIB_MICROS_PER_GIB_SECOND)
                .add(part(used.cpuMicros(), book.picosPerCpuSecond(), MICROS_PER_SECOND))
                .add(part(used.events(), book.picosPerMillionEvents(), MILLION));
    }

    private static BigDecimal part(long quantity, long price, BigDecimal unit) {
        return BigDecimal.valueOf(quantity).multiply(BigDecimal.valueOf(price)).divide(unit);
    }
}
