package dev.lavant.cli.budget;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.math.BigDecimal;
import java.util.Optional;

/// Amounts as people type them.
final class Money {
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private Money() {}

    /// Reads an amount above zero, e.g. `12.50`, in 1e-9 of the currency.
    ///
    /// @throws CommandFailed with exit code 2 when it is none
    static long nanos(String text) {
        return parsed(text)
                .filter(amount -> amount.signum() > 0 && amount.compareTo(MOST) <= 0)
                .filter(amount -> amount.stripTrailingZeros().scale() <= NANO_DIGITS)
                .map(amount -> amount.movePointRight(NANO_DIGITS).longValueExact())
                .orElseThrow(() -> new CommandFailed(
                        Exit.USAGE,
                        "'" + text + "' is not an amount of money",
                        "It must be above 0, at most " + MOST + ", and have at most " + NANO_DIGITS
                                + " digits after the point.",
                        "For example:  lavant budget set acme 12.50"));
    }

    private static Optional<BigDecimal> parsed(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
