package dev.lavant.cli;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Stands for `lavant dev` where only the client verbs are on the class path, so that help shows it.
@Command(name = "dev", description = "Run the platform on this machine, with the functions of a project.")
final class DevElsewhere implements Callable<Integer> {

    DevElsewhere(CommonOptions common) {
        assert common != null;
    }

    @Override
    public Integer call() {
        throw new CommandFailed(
                Exit.FAILED,
                "the platform is not on the class path",
                "lavant dev runs from Lavant's own folder.",
                "Start it there:  ./lavant dev examples/photo-shop");
    }
}
