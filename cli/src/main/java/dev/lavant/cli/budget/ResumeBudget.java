package dev.lavant.cli.budget;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Amounts;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.topics.Topics;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant budget resume`.
@Command(
        name = "resume",
        description = {
            "Give a budget more for this month, so that what was paused goes on. The limit of the months that follow stays."
        })
public final class ResumeBudget implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "TENANT[/FUNCTION]", description = "Whose budget.")
    private String scope = "";

    @Option(names = "--more", required = true, paramLabel = "AMOUNT", description = "How much more, e.g. 5.00.")
    private String more = "";

    /// A verb of one command line.
    public ResumeBudget(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        Scope whom = Scope.parse(scope);
        long amount = Money.nanos(more);
        var platform = Platform.reach(common.addresses());
        var topics = ControlTopics.read(platform, Topics.BUDGETS, Topics.SPENDING);
        Budget before = whom.in(topics.budgets());
        Optional<Spending> told = topics.spending(whom.key());
        String month = told.map(Spending::getPeriod)
                .orElseGet(() -> YearMonth.now(ZoneOffset.UTC).toString());
        long given = before.getMorePeriod().equals(month) ? before.getMoreNanos() : 0;
        Budget budget = Budget.newBuilder(before)
                .setMorePeriod(month)
                .setMoreNanos(Math.addExact(given, amount))
                .setChangedAt(Instant.now())
                .build();
        new BudgetWriter(platform).write(whom, Optional.of(budget));
        told.ifPresent(spending -> tell(spending, budget));
        return Exit.OK.code();
    }

    private void tell(Spending spending, Budget budget) {
        long limit = Math.addExact(budget.getLimitNanos(), budget.getMoreNanos());
        common.console()
                .hint("In " + budget.getMorePeriod() + " it may spend "
                        + Amounts.money(limit, spending.getCurrency()) + ", of which "
                        + Amounts.money(spending.getSpentNanos(), spending.getCurrency())
                        + (spending.getSpentNanos() < limit
                                ? " are spent."
                                : " are spent: that is not enough to go on."));
    }
}
