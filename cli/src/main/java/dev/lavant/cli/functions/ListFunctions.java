package dev.lavant.cli.functions;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.schemas.topics.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `lavant ls`.
@Command(name = "ls", description = "List the functions: hosts, lag, events done, failed attempts and cost so far.")
public final class ListFunctions implements Callable<Integer> {
    private final CommonOptions common;

    /// A verb of one command line.
    public ListFunctions(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var rows = rows(Platform.reach(common.addresses()));
        var console = common.console();
        console.list(FunctionRow.LISTING, rows);
        hint(console, rows);
        return Exit.OK.code();
    }

    private static List<FunctionRow> rows(Platform platform) {
        var topics = ControlTopics.read(platform, Topics.FUNCTIONS, Topics.HOSTS, Topics.STATEMENTS);
        var functions = topics.functions();
        var lags = lags(platform, topics);
        var hosts = topics.hosts();
        var statements = topics.statements();
        var now = Clock.systemUTC().instant();
        return functions.stream()
                .map(function -> FunctionRow.of(
                        function, Objects.requireNonNull(lags.get(function.getName())), hosts, statements, now))
                .toList();
    }

    private static Map<String, Lag> lags(Platform platform, ControlTopics topics) {
        try (var admin = platform.admin()) {
            return new LagReader(admin).read(topics.functions());
        }
    }

    private static void hint(Console console, List<FunctionRow> rows) {
        if (rows.isEmpty()) {
            console.hint("No function is deployed. Deploy the example:  lavant dev examples/photo-shop");
        }
        rows.stream()
                .filter(row -> row.lag() instanceof Lag.Unknown)
                .forEach(row -> console.hint(row.name() + ": lag is unknown, " + ((Lag.Unknown) row.lag()).why()));
        rows.stream()
                .filter(row -> row.deadLetters() > 0)
                .forEach(row -> console.hint(row.name() + " has " + row.deadLetters()
                        + " dead letters. See:  lavant dlq show " + row.name()));
    }
}
