package dev.lavant.cli.bill;

import dev.lavant.billing.rate.Sku;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Name of a line of the bill: `acme/thumbnail/2026-11/compute` for a month, `…/2026-11-30/compute` for a day,
/// `…/2026-11-30T23/compute` for an hour.
record LineId(String tenant, String function, String period, Sku sku) {
    private static final Pattern PERIOD = Pattern.compile("\\d{4}-\\d{2}(-\\d{2}(T\\d{2})?)?");
    private static final int MONTH = "2026-11".length();

    static LineId parse(String text) {
        List<String> parts = Arrays.asList(text.split("/", -1));
        if (parts.size() != 4 || !PERIOD.matcher(parts.get(2)).matches()) {
            throw wrong("'" + text + "' is no line of a bill", "A line is TENANT/FUNCTION/PERIOD/SKU.");
        }
        Sku sku = Sku.of(parts.get(3))
                .orElseThrow(() -> wrong(
                        "there is no line for '" + parts.get(3) + "'",
                        "There are: " + Arrays.stream(Sku.values()).map(Sku::id).collect(Collectors.joining(", "))
                                + "."));
        return new LineId(parts.get(0), parts.get(1), parts.get(2), sku);
    }

    private static CommandFailed wrong(String what, String why) {
        return new CommandFailed(
                Exit.USAGE, what, why, "For example:  lavant bill explain default/thumbnail/2026-11/compute");
    }

    /// Whether a statement is in it. A correction is in the month in which it was booked, and in the hour it corrects.
    boolean has(Statement statement) {
        String hour = statement.getHourStart().toString();
        return statement.getTenant().equals(tenant)
                && statement.getFunction().equals(function)
                && (period.length() == MONTH ? statement.getBillingPeriod().equals(period) : hour.startsWith(period));
    }

    @Override
    public String toString() {
        return tenant + "/" + function + "/" + period + "/" + sku.id();
    }
}
