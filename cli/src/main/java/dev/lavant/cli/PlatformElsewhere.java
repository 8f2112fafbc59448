package dev.lavant.cli;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Stands for the verbs that run the platform itself where only the client verbs are on the class path, so that help
/// shows them.
final class PlatformElsewhere {
    private PlatformElsewhere() {}

    static List<Callable<Integer>> verbs(CommonOptions common) {
        assert common != null;
        return List.of(new Dev(), new Torture());
    }

    private static CommandFailed notHere(String command) {
        return new CommandFailed(
                Exit.FAILED,
                "the platform is not on the class path",
                "This verb runs from Lavant's own folder.",
                "Start it there:  " + command);
    }

    @Command(name = "dev", description = "Run the platform on this machine, with the functions of a project.")
    private static final class Dev implements Callable<Integer> {
        @Override
        public Integer call() {
            throw notHere("./lavant dev examples/photo-shop");
        }
    }

    @Command(name = "torture", description = "Kill hosts and broker of a platform of its own, and judge what came out.")
    private static final class Torture implements Callable<Integer> {
        @Override
        public Integer call() {
            throw notHere("./lavant torture --kills 20");
        }
    }
}
