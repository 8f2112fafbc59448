package dev.lavant.dev;

import dev.lavant.cli.Lavant;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.options.Surroundings;
import dev.lavant.torture.Torture;
import java.util.List;
import java.util.concurrent.Callable;

/// The `lavant` command with the whole platform on its class path.
public final class Main {
    private Main() {}

    /// Runs a verb and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(
                Lavant.commandLine(Surroundings.ofThisProcess(), Main::verbs).execute(arguments));
    }

    /// The verbs that run the platform itself.
    static List<Callable<Integer>> verbs(CommonOptions common) {
        return List.of(new Dev(common), new Torture(common));
    }
}
