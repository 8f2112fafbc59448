package dev.lavant.dev;

import dev.lavant.cli.Lavant;
import dev.lavant.cli.options.Surroundings;

/// The `lavant` command with the whole platform on its class path.
public final class Main {
    private Main() {}

    /// Runs a verb and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(Lavant.commandLine(Surroundings.ofThisProcess(), Dev::new).execute(arguments));
    }
}
