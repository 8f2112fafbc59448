package dev.lavant.host.meter;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Quality;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import java.util.Map;

/// Writes the usage record of an event: one for each event and function, with all attempts in it.
///
/// @param host the function and the process, the same in every record
public record Meter(Host host) {

    /// Who does the work.
    ///
    /// @param memoryMib reserved for the process
    public record Host(String tenant, String function, int revision, String group, String hostId, int memoryMib) {}

    /// Whether the host had to start for this event.
    public enum Start {
        /// The first event that this process ran.
        COLD,
        /// Any later one.
        WARM
    }

    /// The record of a settled event.
    public UsageRecord record(Settled event, Start start) {
        UsageRecord.Builder record = UsageRecord.newBuilder().setColdStart(start == Start.COLD);
        who(record, event);
        used(record, event);
        return record.build();
    }

    private void who(UsageRecord.Builder record, Settled event) {
        Source source = event.source();
        record.setUsageId(UsageIds.of(host.function(), host.group(), source))
                .setKind(UsageKind.INVOCATION)
                .setTenant(host.tenant())
                .setFunction(host.function())
                .setRevision(host.revision())
                .setHostId(host.hostId())
                .setSourceTopicId(source.topicId())
                .setSourceTopic(source.topic())
                .setSourcePartition(source.partition())
                .setSourceOffset(source.offset())
                .setGroupKind(GroupKind.CONSUMER)
                .setEventId(event.trace().eventId().orElse(null))
                .setTraceParent(event.trace().traceParent().orElse(null))
                .setCostTags(Map.of());
    }

    private void used(UsageRecord.Builder record, Settled event) {
        Run used = event.used();
        record.setAttempts(event.attempts())
                .setOutcome(event.outcome())
                .setBillable(true)
                .setStartedAt(event.startedAt())
                .setDurationNanos(used.durationNanos())
                .setCpuNanos(used.cpuNanos())
                .setAllocatedBytes(used.allocatedBytes())
                .setQueueNanos(event.queueNanos())
                .setShareNanos(used.shareNanos())
                .setMemoryMib(host.memoryMib())
                .setBytesIn(event.bytesIn())
                .setBytesOut(event.out().bytes())
                .setRecordsOut(event.out().records())
                .setQuality(Quality.MEASURED);
    }

    /// Key of the record in `billing.usage`: all of one source partition in one place, in order.
    public String key(Source source) {
        return host.function() + "|" + source.topicId() + "|" + source.partition();
    }
}
