package dev.lavant.cli.budget;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.BudgetActions;
import dev.lavant.deploy.act.BudgetScope;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant budget rm`.
@Command(name = "rm", description = "Remove a budget: nothing limits what is spent any more.")
public final class RemoveBudget implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "TENANT[/FUNCTION]", description = "Whose budget.")
    private String scope = "";

    /// A verb of one command line.
    public RemoveBudget(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        BudgetScope whom = BudgetScope.parse(scope);
        var platform = Platform.reach(common.addresses());
        new BudgetActions(platform.connection()).remove(whom);
        return Exit.OK.code();
    }
}
