package dev.lavant.billing.rate;

import java.math.BigDecimal;

/// An amount for people.
///
/// @param nanos 1e-9 of the currency
/// @param currency ISO 4217
public record Money(long nanos, String currency) {
    private static final int DIGITS = 9;

    /// For example `$0.000012345`: every digit that is there, at least two behind the point.
    @Override
    public String toString() {
        BigDecimal amount = BigDecimal.valueOf(nanos, DIGITS).stripTrailingZeros();
        String digits = amount.setScale(Math.max(2, amount.scale())).toPlainString();
        return switch (currency) {
            case "USD" -> "$" + digits;
            case "EUR" -> "€" + digits;
            default -> digits + " " + currency;
        };
    }
}
