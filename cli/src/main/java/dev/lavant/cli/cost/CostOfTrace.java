package dev.lavant.cli.cost;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.UsageRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant cost trace`.
@Command(name = "trace", description = "What all events of a trace cost, over all functions that it went through.")
public final class CostOfTrace implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "ID", description = "W3C trace id, 32 hexadecimal digits.")
    private String id = "";

    /// A verb of one command line.
    public CostOfTrace(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "'" + id + "' is not a trace id",
                    "It is 32 hexadecimal digits, the second part of a traceparent header.",
                    "For example:  lavant cost trace 0af7651916cd43dd8448eb211c80319c");
        }
        return new CostOf(common, "a trace " + id, this::is).print();
    }

    private boolean is(UsageRecord usage) {
        String parent = usage.getTraceParent();
        return parent != null && parent.contains("-" + id + "-");
    }
}
