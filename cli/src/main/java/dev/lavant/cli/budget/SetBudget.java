package dev.lavant.cli.budget;

import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.BudgetActions;
import dev.lavant.deploy.act.BudgetScope;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.topics.Topics;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant budget set`.
@Command(
        name = "set",
        description = {
            "Set what a tenant, or a function of it, may spend in a month (UTC), in the currency of the price book.",
            "Alerts come at 50, 80 and 100 percent, and when the month's forecast is above the limit."
        })
public final class SetBudget implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(index = "0", paramLabel = "TENANT[/FUNCTION]", description = "Whom it is for.")
    private String scope = "";

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "For a month, e.g. 12.50.")
    private String amount = "";

    @Option(
            names = "--on-limit",
            paramLabel = "ACTION",
            description = {
                "alert: only tell (the default of a new budget). pause: hosts stop, events wait in the log and nothing",
                "is lost; `lavant budget resume` or the next month lets them go on."
            })
    private Optional<Action> onLimit = Optional.empty();

    /// As [OnLimit], which as an option's type would make the first logger before a verb can say where it logs.
    private enum Action {
        ALERT,
        PAUSE
    }

    /// A verb of one command line.
    public SetBudget(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        BudgetScope whom = BudgetScope.parse(scope);
        Money.requireAmount(amount);
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.BUDGETS);
        new BudgetActions(platform.connection())
                .set(whom, amount, onLimit.map(action -> OnLimit.valueOf(action.name())));
        common.console().hint("It holds within seconds. See it:  lavant budget show");
        return Exit.OK.code();
    }
}
