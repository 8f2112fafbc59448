package dev.lavant.dev.watch;

import static dev.lavant.cli.show.Column.number;
import static dev.lavant.cli.show.Column.text;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// What a run came to, one line a function.
///
/// @param rows in the order of the functions
public record Summary(List<Row> rows) {
    private static final Listing<Row> TABLE = new Listing<>(
            text("FUNCTION", "function", Row::function),
            number("EVENTS IN", "events_in", Row::eventsIn),
            number("OUTPUTS", "outputs", Row::outputs),
            number("DEAD LETTERS", "dead_letters", Row::deadLetters),
            number("USAGE RECORDS", "usage_records", Row::usage),
            text("HOSTS", "hosts", Row::hosts),
            text("COST SO FAR", "cost", Row::cost));

    /// One function.
    ///
    /// @param hosts how many it had, for example `0 → 2 → 0`
    public record Row(
            String function, long eventsIn, long outputs, long deadLetters, long usage, String hosts, String cost) {}

    /// Counts what has been written since a time.
    public static Summary of(Platform platform, List<FunctionDeployment> functions, ScalingLog scaling, Instant since) {
        List<Statement> bill = ControlTopics.read(platform, Topics.STATEMENTS).statements();
        return new Summary(functions.stream()
                .map(function -> row(platform, function, scaling, since, bill))
                .toList());
    }

    private static Row row(
            Platform platform, FunctionDeployment function, ScalingLog scaling, Instant since, List<Statement> bill) {
        return new Row(
                function.getName(),
                count(platform, function.getSourceTopics(), since),
                count(platform, function.getOutputTopics(), since),
                count(platform, List.of(Topics.deadLetters(function.getName())), since),
                usage(platform, function, since),
                scaling.sizes(function.getName()).stream().map(String::valueOf).collect(Collectors.joining(" → ")),
                cost(function, bill));
    }

    private static long count(Platform platform, Collection<String> topics, Instant since) {
        var count = new AtomicLong();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(topics, record -> count.addAndGet(record.timestamp() >= since.toEpochMilli() ? 1 : 0));
        }
        return count.get();
    }

    private static long usage(Platform platform, FunctionDeployment function, Instant since) {
        var count = new AtomicLong();
        var wire = platform.connection().wire();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(List.of(Topics.USAGE), record -> {
                boolean mine = new String(record.key(), StandardCharsets.UTF_8).startsWith(function.getName() + "|");
                if (mine && record.timestamp() >= since.toEpochMilli()) {
                    UsageKind kind =
                            wire.decode(record.value(), UsageRecord.class).getKind();
                    count.addAndGet(kind == UsageKind.INVOCATION ? 1 : 0);
                }
            });
        }
        return count.get();
    }

    private static String cost(FunctionDeployment function, List<Statement> bill) {
        return bill.stream()
                .filter(hour -> hour.getFunction().equals(function.getName()))
                .collect(Collectors.groupingBy(Statement::getCurrency, Collectors.summingLong(Statement::getCostNanos)))
                .entrySet()
                .stream()
                .map(sum -> Money.shown(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(" + "));
    }

    /// Prints the table.
    public void print(Console console) {
        console.out().println();
        console.list(TABLE, rows);
        console.out().flush();
    }
}
