package dev.lavant.deploy.act;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// Amounts of money as people type and read them.
public final class Money {
    private static final int NANO_DIGITS = 9;
    private static final int SHOWN_DIGITS = 6;
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private Money() {}

    /// Makes sure that a text is an amount above zero, e.g. `12.50`.
    ///
    /// @throws Declined when it is none
    public static void requireAmount(String text) {
        long _ = nanos(text);
    }

    /// An amount as [#requireAmount] wants it, in 1e-9 of the currency.
    static long nanos(String text) {
        return parsed(text)
                .filter(amount -> amount.signum() > 0 && amount.compareTo(MOST) <= 0)
                .filter(amount -> amount.stripTrailingZeros().scale() <= NANO_DIGITS)
                .map(amount -> amount.movePointRight(NANO_DIGITS).longValueExact())
                .orElseThrow(() -> new Declined(
                        Declined.Reason.WRONG,
                        "'" + text + "' is not an amount of money",
                        "It must be above 0, at most " + MOST + ", and have at most " + NANO_DIGITS
                                + " digits after the point.",
                        "For example:  lavant budget set acme 12.50"));
    }

    /// Money, e.g. `$0.004120` of 4,120,000 nano-dollars; an amount too small to be seen is not shown as none.
    ///
    /// @param nanos 1e-9 of the currency
    /// @param currency ISO 4217
    public static String shown(long nanos, String currency) {
        String symbol = "USD".equals(currency) ? "$" : currency + " ";
        var amount = BigDecimal.valueOf(nanos, NANO_DIGITS);
        var shown = amount.setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN);
        if (shown.signum() == 0 && nanos > 0) {
            return "<" + symbol + BigDecimal.ONE.movePointLeft(SHOWN_DIGITS).toPlainString();
        }
        return symbol + shown.toPlainString();
    }

    private static Optional<BigDecimal> parsed(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
