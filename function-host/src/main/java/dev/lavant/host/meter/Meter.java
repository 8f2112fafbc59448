package dev.lavant.host.meter;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Quality;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.util.Map;

/// Writes usage records: one for each event and function, with all attempts in it, and those of the time in which a
/// host
/// ran no event. The shares in all records of a host add up to its life.
///
/// @param host the function and the process, the same in every record
public record Meter(Host host) {

    /// Who does the work.
    ///
    /// @param memoryMib reserved for the process
    public record Host(String tenant, String function, int revision, Group group, String hostId, int memoryMib) {}

    /// By which group it gets its events.
    public record Group(String id, GroupKind kind) {}

    /// Whether the host had to start for this event.
    public enum Start {
        /// The first event that this process ran.
        COLD,
        /// Any later one.
        WARM
    }

    /// The record of a settled event. What could not be decoded is not paid for: no attempt was made at it.
    public UsageRecord record(Settled event, Start start) {
        UsageRecord.Builder record = measured(UsageKind.INVOCATION, event);
        record.setUsageId(UsageIds.of(host.function(), host.group().id(), event.source()));
        record.setColdStart(start == Start.COLD);
        record.setOutcome(event.outcome());
        record.setBillable(event.attempts() > 0);
        return record.build();
    }

    /// The record of attempts at an event whose outcome another host decides: its partition has gone there.
    ///
    /// @param number of records of this host that are not of settled events, before this one
    public UsageRecord handedOver(Settled event, long number) {
        UsageRecord.Builder record = measured(UsageKind.HANDED_OVER, event);
        record.setUsageId(UsageIds.ofHost(host.hostId(), number));
        return record.build();
    }

    /// The record of time in which no event ran.
    ///
    /// @param time what the host did, when its life began and how long it has lived
    /// @param number of records of this host that are not of settled events, before this one
    public UsageRecord between(HostHours time, long number) {
        UsageRecord.Builder record = UsageRecord.newBuilder();
        who(record, time.kind());
        record.setUsageId(UsageIds.ofHost(host.hostId(), number));
        record.setAttempts(0);
        record.setStartedAt(time.startedAt());
        record.setDurationNanos(time.nanos());
        record.setShareNanos(time.nanos());
        record.setHostNanos(time.lifeNanos());
        return record.build();
    }

    private UsageRecord.Builder measured(UsageKind kind, Settled event) {
        UsageRecord.Builder record = UsageRecord.newBuilder();
        who(record, kind);
        Source source = event.source();
        record.setSourceTopicId(source.topicId());
        record.setSourceTopic(source.topic());
        record.setSourcePartition(source.partition());
        record.setSourceOffset(source.offset());
        record.setGroupKind(host.group().kind());
        record.setEventId(event.trace().eventId().orElse(null));
        record.setTraceParent(event.trace().traceParent().orElse(null));
        used(record, event);
        return record;
    }

    private void who(UsageRecord.Builder record, UsageKind kind) {
        record.setKind(kind);
        record.setTenant(host.tenant());
        record.setFunction(host.function());
        record.setRevision(host.revision());
        record.setHostId(host.hostId());
        record.setMemoryMib(host.memoryMib());
        record.setSourcePartition(-1);
        record.setSourceOffset(-1);
        record.setGroupKind(GroupKind.UNKNOWN);
        record.setOutcome(UsageOutcome.UNKNOWN);
        record.setCostTags(Map.of());
        record.setCpuNanos(-1);
        record.setAllocatedBytes(-1);
        record.setQueueNanos(-1);
        record.setHostNanos(-1);
        record.setQuality(Quality.MEASURED);
    }

    private static void used(UsageRecord.Builder record, Settled event) {
        Run used = event.used();
        record.setAttempts(event.attempts());
        record.setStartedAt(event.startedAt());
        record.setDurationNanos(used.durationNanos());
        record.setCpuNanos(used.cpuNanos());
        record.setAllocatedBytes(used.allocatedBytes());
        record.setQueueNanos(event.queueNanos());
        record.setShareNanos(used.shareNanos());
        record.setBytesIn(event.bytesIn());
        record.setBytesOut(event.out().bytes());
        record.setRecordsOut(event.out().records());
    }

    /// Key of the record in `billing.usage`: all of one source partition in one place, in order.
    public String key(Source source) {
        return host.function() + "|" + source.topicId() + "|" + source.partition();
    }

    /// Key of records that are of the host and of no event.
    public String key() {
        return host.function() + "|" + host.hostId();
    }
}
