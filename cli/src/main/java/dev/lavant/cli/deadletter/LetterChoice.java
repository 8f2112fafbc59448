package dev.lavant.cli.deadletter;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.ChosenLetters;
import dev.lavant.deploy.replay.Letter;
import dev.lavant.filter.EventHeaders;
import dev.lavant.filter.Filter;
import dev.lavant.filter.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/// Which dead letters a verb is about.
final class LetterChoice {
    private static final String NOTHING_WAS_DONE = "Nothing was done.";

    @Option(
            names = "--letter",
            paramLabel = "PARTITION@OFFSET",
            description = "Only this one, by the place that dlq ls FUNCTION shows; may be given several times.")
    private List<String> places = List.of();

    @Option(
            names = "--error",
            paramLabel = "CLASS",
            description = "Only what failed with this exception, with or without its package, or with this code.")
    private Optional<String> error = Optional.empty();

    @Option(
            names = "--where",
            paramLabel = "CESQL",
            description = "Only events that match, e.g. \"type = 'shop.sold'\"; see filter test.")
    private Optional<String> where = Optional.empty();

    /// @throws CommandFailed with exit code 2 when the filter makes no sense
    /// @throws dev.lavant.deploy.act.Declined when a place makes none
    Predicate<Letter> chosen() {
        var chosen = new ChosenLetters(places, error);
        Optional<Filter> filter = where.map(LetterChoice::filter);
        return letter -> chosen.test(letter)
                && filter.map(wanted -> wanted.ask(new EventHeaders(letter.headers())) instanceof Verdict.Matches)
                        .orElse(true);
    }

    private static Filter filter(String text) {
        try {
            return Filter.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw new CommandFailed(
                            Exit.USAGE,
                            "--where is no filter: " + notOne.getMessage(),
                            NOTHING_WAS_DONE,
                            "For example:  --where \"type = 'shop.sold'\"")
                    .causedBy(notOne);
        }
    }
}
