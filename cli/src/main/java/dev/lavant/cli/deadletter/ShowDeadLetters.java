package dev.lavant.cli.deadletter;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant dlq show`.
@Command(
        name = "show",
        description = "Show a function's newest dead letters: where each came from, why it ended here, what it is.")
public final class ShowDeadLetters implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed or on the bill.")
    private String function = "";

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many at most; by default ${DEFAULT-VALUE}.")
    private int max;

    /// A verb of one command line.
    public ShowDeadLetters(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (max < 1) {
            throw new CommandFailed(
                    Exit.USAGE, "--max must be at least 1, was " + max, "Nothing was read.", "Type it again.");
        }
        var letters = new DeadLetterTopics(Platform.reach(common.addresses())).newest(function, max);
        var console = common.console();
        letters.forEach(letter -> print(console, letter));
        if (letters.isEmpty()) {
            console.hint(function + " has no dead letters.");
        }
        return Exit.OK.code();
    }

    private static void print(Console console, DeadLetter letter) {
        switch (console.format()) {
            case TABLE -> letter.lines().forEach(console.out()::println);
            case JSON -> console.out().println(DeadLetter.LISTING.json(letter));
        }
    }
}
