package dev.lavant.cli.event;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.control.TopicReader.Start;
import dev.lavant.schemas.control.TopicReader.Stop;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant event tail`.
@Command(
        name = "tail",
        description = {
            "Show the committed events of a topic and those that come, until Ctrl-C.",
            "A line is partition@offset, key, CloudEvents type and value."
        })
public final class Tail implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "TOPIC", description = "A topic that exists.")
    private String topic = "";

    @Option(names = "--exit", description = "Stop at the present end instead of waiting for more.")
    private boolean exit;

    @Option(names = "--max", paramLabel = "N", description = "Stop after N events.")
    private long max = Long.MAX_VALUE;

    @ArgGroup
    private final From from = new From();

    private static final class From {
        @Option(names = "--from-beginning", description = "Start with the oldest event; the default with --exit.")
        private boolean beginning;

        @Option(names = "--from-end", description = "Start with the next event; the default without --exit.")
        private boolean end;

        Start start(boolean exit) {
            return beginning || (exit && !end) ? Start.BEGINNING : Start.END;
        }
    }

    /// A verb of one command line.
    public Tail(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (max < 1) {
            throw new CommandFailed(
                    Exit.USAGE, "--max must be at least 1, was " + max, "Nothing was read.", "Type it again.");
        }
        var view = new TopicView(topic, from.start(exit), exit ? Stop.AT_END : Stop.NEVER, max);
        view.print(Platform.reach(common.addresses()), common.console());
        return Exit.OK.code();
    }
}
