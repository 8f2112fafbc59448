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
        var source = event.source();
        return UsageRecord.newBuilder()
                .setUsageId(UsageIds.of(host.function(), host.group(), source))
                .setKind(UsageKind.INVOCATION)
                .setTenant(host.tenant())
                .setFunction(host.function())
                .setRevision(host.revision())
                .setHostId(host.hostId())
                .setColdStart(start == Start.COLD)
                .setSourceTopicId(source.topicId())
                .setSourceTopic(source.topic())
                .setSourcePartition(source.partition())
                .setSourceOffset(source.offset())
                .setEventId(event.trace().eventId().orElse(null))
                .setGroupKind(GroupKind.CONSUMER)
                .setAttempts(event.attempts())
                .setOutcome(event.outcome())
                .setBillable(true)
                .setStartedAt(event.startedAt())
                .setDurationNanos(event.used().durationNanos())
                .setCpuNanos(event.used().cpuNanos())
                .setAllocatedBytes(event.used().allocatedBytes())
                .setQueueNanos(event.queueNanos())
                .setShareNanos(event.used().shareNanos())
                .setMemoryMib(host.memoryMib())
                .setBytesIn(event.bytesIn())
                .setBytesOut(event.out().bytes())
                .setRecordsOut(event.out().records())
                .setTraceParent(event.trace().traceParent().orElse(null))
                .setCostTags(Map.of())
                .setQuality(Quality.MEASURED)
                .build();
    }

    /// Key of the record in `billing.usage`: all of one source partition in one place, in order.
    public String key(Source source) {
        return host.function() + "|" + source.topicId() + "|" + source.partition();
    }
}
