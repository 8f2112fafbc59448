package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.schemas.FunctionDeployment;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant pause`.
@Command(name = "pause", description = "Stop a function; its events wait.")
public final class Pause implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed.")
    private String name = "";

    /// A verb of one command line.
    public Pause(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var state = DeployedState.read(Platform.reach(common.addresses()));
        FunctionDeployment function = state.function(name);
        if (function.getPaused() == true) {
            common.console().hint(name + " is paused already.");
            return Exit.OK.code();
        }
        var changed = FunctionDeployment.newBuilder(function).setPaused(true).build();
        new Deployer(state.platform().connection(), 1).write(List.of(changed));
        common.console()
                .hint("paused " + name
                        + ": its hosts finish what they run and go, its events wait. Let it run:  lavant resume " + name
                        + "");
        return Exit.OK.code();
    }
}
