package dev.lavant.cli.budget;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.topics.Topics;
import java.util.Optional;
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
        Scope whom = Scope.parse(scope);
        var platform = Platform.reach(common.addresses());
        Budget _ = whom.in(ControlTopics.read(platform, Topics.BUDGETS).budgets());
        new BudgetWriter(platform).write(whom, Optional.empty());
        return Exit.OK.code();
    }
}
