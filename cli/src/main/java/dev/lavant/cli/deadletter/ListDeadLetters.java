package dev.lavant.cli.deadletter;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.LetterFate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant dlq ls`.
@Command(
        name = "ls",
        description = "Count the dead letters of each function; or list those of one, with what was done about them.")
public final class ListDeadLetters implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(arity = "0..1", paramLabel = "FUNCTION", description = "A function that is deployed or on the bill.")
    private Optional<String> function = Optional.empty();

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "100",
            description = "Of one function, so many of the newest at most (${DEFAULT-VALUE}).")
    private int max;

    /// A verb of one command line.
    public ListDeadLetters(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var topics = new DeadLetterTopics(Platform.reach(common.addresses()));
        function.ifPresentOrElse(name -> one(topics, name), () -> all(topics));
        return Exit.OK.code();
    }

    private void one(DeadLetterTopics topics, String name) {
        var letters = topics.letters(name, Math.max(1, max));
        common.console()
                .list(LetterRow.LISTING, letters.stream().map(LetterRow::new).toList());
        if (letters.stream().anyMatch(letter -> letter.fate() == LetterFate.WAITING)) {
            common.console().hint("Send those that wait again:  lavant dlq replay " + name);
        }
    }

    private void all(DeadLetterTopics topics) {
        var counts = topics.counts();
        var console = common.console();
        console.list(DeadLetterCount.LISTING, counts);
        if (counts.isEmpty()) {
            console.hint("No function is deployed.");
        }
    }
}
