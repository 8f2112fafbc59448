package dev.lavant.cli.budget;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whom a budget is for.
///
/// @param function empty for all functions of the tenant together
record Scope(String tenant, String function) {
    private static final Pattern FORM = Pattern.compile("([^/|\\s]+)(?:/([a-z][a-z0-9-]{0,62}))?");

    /// Reads `TENANT` or `TENANT/FUNCTION`.
    ///
    /// @throws CommandFailed with exit code 2 when it is neither
    static Scope parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "'" + text + "' is no tenant and no function of one",
                    "A budget is for TENANT or for TENANT/FUNCTION.",
                    "For example:  lavant budget set acme/thumbnail 10.00");
        }
        String function = form.group(2);
        return new Scope(form.group(1), function == null ? "" : function);
    }

    String key() {
        return Topics.budget(tenant, function);
    }

    /// The budget that is there.
    ///
    /// @throws CommandFailed with exit code 3 that names those that are
    Budget in(List<Budget> all) {
        return all.stream()
                .filter(budget -> budget.getTenant().equals(tenant)
                        && budget.getFunction().equals(function))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        Exit.NOT_FOUND,
                        "there is no budget for " + key(),
                        all.isEmpty()
                                ? "None was set."
                                : "There are some for: "
                                        + all.stream()
                                                .map(budget -> Topics.budget(budget.getTenant(), budget.getFunction()))
                                                .collect(Collectors.joining(", "))
                                        + ".",
                        "Set one:  lavant budget set " + key() + " 10.00"));
    }
}
