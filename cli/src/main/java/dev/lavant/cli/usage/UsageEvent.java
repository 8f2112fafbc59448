package dev.lavant.cli.usage;

import dev.lavant.billing.rate.Summaries;
import dev.lavant.cli.show.JsonLine;
import dev.lavant.cli.show.JsonLine.Raw;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.usage.UsageIds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// A usage record as a CloudEvent 1.0 in structured JSON, for meters that take those.
///
/// Its id is the usage id, so source and id are the same whenever the same delivery is reported again: a meter that
/// drops what it has seen before (the rule of CloudEvents) counts each delivery once, as the bill does.
final class UsageEvent {
    private static final String TYPE = "dev.lavant.usage.v1";

    private UsageEvent() {}

    /// @param appendedAt the broker's time, by which it is billed
    static String of(UsageRecord usage, Instant appendedAt) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("type", TYPE);
        event.put("id", UsageIds.hex(usage.getUsageId()));
        event.put("source", "/" + usage.getTenant() + "/" + usage.getFunction());
        event.put("subject", usage.getTenant());
        event.put("time", appendedAt);
        event.put("datacontenttype", "application/json");
        if (usage.getTraceParent() != null) {
            event.put("traceparent", usage.getTraceParent());
        }
        event.put("data", new Raw(data(usage, appendedAt)));
        return JsonLine.of(event);
    }

    private static String data(UsageRecord usage, Instant appendedAt) {
        UsageSummary billed = Summaries.of(usage, new byte[16], appendedAt);
        var data = new LinkedHashMap<String, Object>();
        data.put("tenant", usage.getTenant());
        data.put("function", usage.getFunction());
        data.put("revision", usage.getRevision());
        data.put("kind", usage.getKind().name());
        data.put("host", usage.getHostId());
        data.put("topic", Optional.ofNullable(usage.getSourceTopic()));
        data.put("partition", usage.getSourcePartition());
        data.put("offset", usage.getSourceOffset());
        data.put("eventId", Optional.ofNullable(usage.getEventId()));
        data.put("outcome", usage.getOutcome().name());
        data.put("attempts", usage.getAttempts());
        data.put("memoryMib", usage.getMemoryMib());
        data.put("durationNanos", usage.getDurationNanos());
        data.put("events", billed.getBillableEvents());
        data.put("mibMicros", billed.getMibMicros());
        data.put("cpuMicros", billed.getCpuMicros());
        data.put("bytesIn", billed.getBytesIn());
        data.put("bytesOut", billed.getBytesOut());
        return JsonLine.of(data);
    }
}
