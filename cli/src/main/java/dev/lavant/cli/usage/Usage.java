package dev.lavant.cli.usage;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.schemas.topics.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lavant usage`.
@Command(name = "usage", description = "What was used and what it cost, for each tenant, function and hour.")
public final class Usage implements Callable<Integer> {
    private final CommonOptions common;

    @Option(names = "--function", paramLabel = "NAME", description = "Only this function.")
    private Optional<String> function = Optional.empty();

    /// A verb of one command line.
    public Usage(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var topics = ControlTopics.read(Platform.reach(common.addresses()), Topics.FUNCTIONS, Topics.STATEMENTS);
        function.ifPresent(name -> topics.requireFunction(name, common.addresses()));
        List<UsageLine> lines = topics.statements().stream()
                .map(UsageLine::of)
                .filter(line -> function.isEmpty() || line.function().equals(function.get()))
                .sorted(Comparator.comparing(UsageLine::hour)
                        .thenComparing(UsageLine::tenant)
                        .thenComparing(UsageLine::function))
                .toList();
        print(common.console(), lines);
        return Exit.OK.code();
    }

    private static void print(Console console, List<UsageLine> lines) {
        console.list(UsageLine.LISTING, console.format() == Format.TABLE ? UsageLine.withTotals(lines) : lines);
        if (lines.isEmpty()) {
            console.hint("Nothing has been billed yet. A statement appears when a function has done an event.");
        }
    }
}
