package dev.lavant.cli.cost;

import dev.lavant.billing.audit.Place;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.usage.UsageIds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant cost event`.
@Command(name = "event", description = "What an event costs, for each function that handled it.")
public final class CostOfEvent implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(
            paramLabel = "ID",
            description =
                    "Its CloudEvents id, its place as uploads-0@17, or its usage id (ce_lavantcause of its outputs).")
    private String id = "";

    /// A verb of one command line.
    public CostOfEvent(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        return new CostOf(common, "an event '" + id + "'", this::is).print();
    }

    private boolean is(UsageRecord usage) {
        var place =
                new Place(String.valueOf(usage.getSourceTopic()), usage.getSourcePartition(), usage.getSourceOffset());
        return id.equals(usage.getEventId())
                || id.equals(place.toString())
                || id.equals(UsageIds.hex(usage.getUsageId()));
    }
}
