package dev.lavant.cli.budget;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.BudgetActions;
import dev.lavant.deploy.act.BudgetScope;
import dev.lavant.deploy.act.Money;
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
        BudgetScope whom = BudgetScope.parse(scope);
        Money.requireAmount(more);
        var platform = Platform.reach(common.addresses());
        new BudgetActions(platform.connection()).resume(whom, more).says().ifPresent(common.console()::hint);
        return Exit.OK.code();
    }
}
