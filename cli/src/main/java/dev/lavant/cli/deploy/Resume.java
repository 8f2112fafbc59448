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

/// `lavant resume`.
@Command(name = "resume", description = "Let a paused function run again.")
public final class Resume implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed.")
    private String name = "";

    /// A verb of one command line.
    public Resume(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var state = DeployedState.read(Platform.reach(common.addresses()));
        FunctionDeployment function = state.function(name);
        if (function.getPaused() == false) {
            common.console().hint(name + " is not paused.");
            return Exit.OK.code();
        }
        var changed = FunctionDeployment.newBuilder(function).setPaused(false).build();
        new Deployer(state.platform().connection(), 1).write(List.of(changed));
        common.console().hint("resumed " + name + "");
        return Exit.OK.code();
    }
}
