package dev.lavant.cli.deadletter;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `lavant dlq ls`.
@Command(name = "ls", description = "Count the dead letters of each function.")
public final class ListDeadLetters implements Callable<Integer> {
    private final CommonOptions common;

    /// A verb of one command line.
    public ListDeadLetters(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var counts = new DeadLetterTopics(Platform.reach(common.addresses())).counts();
        var console = common.console();
        console.list(DeadLetterCount.LISTING, counts);
        if (counts.isEmpty()) {
            console.hint("No function is deployed.");
        }
        return Exit.OK.code();
    }
}
