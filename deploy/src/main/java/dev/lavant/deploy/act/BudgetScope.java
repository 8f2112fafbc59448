package dev.lavant.deploy.act;

import dev.lavant.schemas.Budget;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whom a budget is for.
///
/// @param function empty for all functions of the tenant together
public record BudgetScope(String tenant, String function) {
    private static final Pattern FORM = Pattern.compile("([^/|\\s]+)(?:/([a-z][a-z0-9-]{0,62}))?");

    /// Reads `TENANT` or `TENANT/FUNCTION`.
    ///
    /// @throws Declined when it is neither
    public static BudgetScope parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Declined(
                    Declined.Reason.WRONG,
                    "'" + text + "' is no tenant and no function of one",
                    "A budget is for TENANT or for TENANT/FUNCTION.",
                    "For example:  lavant budget set acme/thumbnail 10.00");
        }
        String function = form.group(2);
        return new BudgetScope(form.group(1), function == null ? "" : function);
    }

    /// As it stands in the topic of budgets.
    public String key() {
        return Topics.budget(tenant, function);
    }

    boolean isOf(Budget budget) {
        return budget.getTenant().equals(tenant) && budget.getFunction().equals(function);
    }

    /// The budget that is there.
    ///
    /// @throws Declined that names those that are
    public Budget in(List<Budget> all) {
        return all.stream()
                .filter(this::isOf)
                .findFirst()
                .orElseThrow(() -> new Declined(
                        Declined.Reason.NOT_FOUND,
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
