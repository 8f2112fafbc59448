package dev.lavant.cli.show;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Writes whole numbers of small units in the units that people read. Rounds for the eye only.
public final class Amounts {
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final int SHOWN_MONEY_DIGITS = 6;
    private static final long MIB_MICROS_OF_A_GIB_SECOND = 1_024_000_000;

    private Amounts() {}

    /// Money, e.g. `$0.004120` of 4,120,000 nano-dollars; an amount too small to be seen is not shown as none.
    ///
    /// @param nanos 1e-9 of the currency
    /// @param currency ISO 4217
    public static String money(long nanos, String currency) {
        String symbol = "USD".equals(currency) ? "$" : currency + " ";
        var amount = BigDecimal.valueOf(nanos, NANO_DIGITS);
        var shown = amount.setScale(SHOWN_MONEY_DIGITS, RoundingMode.HALF_EVEN);
        if (shown.signum() == 0 && nanos > 0) {
            return "<" + symbol
                    + BigDecimal.ONE.movePointLeft(SHOWN_MONEY_DIGITS).toPlainString();
        }
        return symbol + shown.toPlainString();
    }

    /// Seconds with three digits after the point, of microseconds.
    public static String seconds(long micros) {
        return BigDecimal.valueOf(micros, MICRO_DIGITS)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /// GiB-seconds with three digits after the point, of MiB-microseconds.
    public static String gibSeconds(long mibMicros) {
        return BigDecimal.valueOf(mibMicros)
                .divide(BigDecimal.valueOf(MIB_MICROS_OF_A_GIB_SECOND), 3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
