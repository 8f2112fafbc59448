package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.Deployed;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant rm`.
@Command(
        name = "rm",
        description = "Remove a function: its hosts finish what they run and go. Its topics and dead letters stay.")
public final class Remove implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed.")
    private String name = "";

    @Option(names = "--yes", description = "Do it without asking again.")
    private boolean yes;

    /// A verb of one command line.
    public Remove(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        var state = Deployed.read(platform.connection());
        FunctionDeployment function = state.function(name);
        requireYes(function);
        new Deployer(state.connection(), 1).remove(name);
        common.console().hint("removed " + name + "; its hosts finish what they run");
        new Leavings(platform, function).sweep();
        Optional.ofNullable(state.functions().get(Replays.beside(name)))
                .ifPresent(beside -> new Leavings(platform, beside).sweep());
        return Exit.OK.code();
    }

    private void requireYes(FunctionDeployment function) {
        if (!yes) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "this would remove " + name + ", at revision " + function.getRevision(),
                    "Its events are no longer handled, and a later deploy begins anew. Dead letters and the bill stay.",
                    "If you mean it:  lavant rm " + name + " --yes");
        }
    }
}
