package dev.lavant.cli.filter;

import dev.lavant.cli.event.EventFile;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.filter.Filter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant filter test`.
@Command(
        name = "test",
        description = {
            "Say whether events get through a filter, and why not. Needs no platform.",
            "Exits 0 when all do, 5 when one does not or the filter is wrong."
        })
public final class FilterTrial implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(
            paramLabel = "FILTER",
            description = "CESQL, or filters of CloudEvents subscriptions in JSON, as functions have them.")
    private String text = "";

    @Option(
            names = "--event",
            required = true,
            paramLabel = "FILE",
            description = "CloudEvents in structured JSON, one or an array of them; - is standard input.")
    private String file = "";

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "A header that is no attribute; may be repeated.")
    private Map<String, String> headers = Map.of();

    /// A verb of one command line.
    public FilterTrial(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        Filter filter = read(text);
        Stream.concat(filter.mistakes().stream(), filter.doubts().stream())
                .forEach(doubt -> common.console().hint("warning: " + doubt));
        List<TestedEvent> tested = EventFile.events(common.surroundings().read(file), headers).stream()
                .map(event -> TestedEvent.of(filter, event))
                .toList();
        common.console().list(TestedEvent.LISTING, tested);
        return tested.stream().allMatch(TestedEvent::matches) ? Exit.OK.code() : Exit.CHECK_FAILED.code();
    }

    private static Filter read(String text) {
        try {
            return Filter.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw new CommandFailed(
                            Exit.CHECK_FAILED,
                            "that is no filter",
                            String.valueOf(notOne.getMessage()),
                            "Write for example:  lavant filter test \"type = 'shop.sold'\" --event sold.json")
                    .causedBy(notOne);
        }
    }
}
