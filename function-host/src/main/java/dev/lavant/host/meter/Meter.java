package dev.lavant.host.meter;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Quality;
import dev.lavant.schemas.UsageId;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;

/// Writes usage records: one for each event and function, with all attempts in it, and those of the time in which a
/// host
/// ran no event. The shares in all records of a host add up to its life.
///
/// Field by field and not as objects: one is written for each event, and an object costs more than all else about it.
///
/// @param host the function and the process, the same in every record
public record Meter(Host host) {
    private static final int NO_OFFSET = -1;
    private static final int NOT_MEASURED = -1;
    private static final List<String> WRITTEN = List.of(
            "usageId",
            "kind",
            "tenant",
            "function",
            "revision",
            "hostId",
            "coldStart",
            "sourceTopicId",
            "sourceTopic",
            "sourcePartition",
            "sourceOffset",
            "eventId",
            "groupKind",
            "attempts",
            "outcome",
            "billable",
            "startedAt",
            "durationNanos",
            "cpuNanos",
            "allocatedBytes",
            "queueNanos",
            "shareNanos",
            "hostNanos",
            "memoryMib",
            "bytesIn",
            "bytesOut",
            "recordsOut",
            "traceParent",
            "costTags",
            "quality");

    static {
        requireKnownFields();
    }

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
    public void event(Settled event, Start start, Encoder to) throws IOException {
        who(UsageIds.of(host.function(), host.group().id(), event.source()), UsageKind.INVOCATION, to);
        to.writeBoolean(start == Start.COLD);
        where(event, to);
        to.writeInt(event.attempts());
        to.writeEnum(event.outcome().ordinal());
        to.writeBoolean(event.attempts() > 0);
        used(event, to);
    }

    /// The record of attempts at an event whose outcome another host decides: its partition has gone there.
    ///
    /// @param number of records of this host that are not of settled events, before this one
    public void handedOver(Settled event, long number, Encoder to) throws IOException {
        who(UsageIds.ofHost(host.hostId(), number), UsageKind.HANDED_OVER, to);
        to.writeBoolean(false);
        where(event, to);
        to.writeInt(event.attempts());
        to.writeEnum(UsageOutcome.UNKNOWN.ordinal());
        to.writeBoolean(false);
        used(event, to);
    }

    /// The record of time in which no event ran.
    ///
    /// @param number of records of this host that are not of settled events, before this one
    public void between(HostHours time, long number, Encoder to) throws IOException {
        who(UsageIds.ofHost(host.hostId(), number), time.kind(), to);
        to.writeBoolean(false);
        text(Optional.empty(), to);
        text(Optional.empty(), to);
        to.writeInt(NO_OFFSET);
        to.writeLong(NO_OFFSET);
        text(Optional.empty(), to);
        to.writeEnum(GroupKind.UNKNOWN.ordinal());
        to.writeInt(0);
        to.writeEnum(UsageOutcome.UNKNOWN.ordinal());
        to.writeBoolean(false);
        instant(time.startedAt(), to);
        to.writeLong(time.nanos());
        to.writeLong(NOT_MEASURED);
        to.writeLong(NOT_MEASURED);
        to.writeLong(NOT_MEASURED);
        to.writeLong(time.nanos());
        to.writeLong(time.lifeNanos());
        out(0, Settled.Emitted.NOTHING, Optional.empty(), to);
    }

    private void who(UsageId id, UsageKind kind, Encoder to) throws IOException {
        to.writeFixed(id.bytes());
        to.writeEnum(kind.ordinal());
        to.writeString(host.tenant());
        to.writeString(host.function());
        to.writeInt(host.revision());
        to.writeString(host.hostId());
    }

    private void where(Settled event, Encoder to) throws IOException {
        Source source = event.source();
        text(Optional.of(source.topicId()), to);
        text(Optional.of(source.topic()), to);
        to.writeInt(source.partition());
        to.writeLong(source.offset());
        text(event.trace().eventId(), to);
        to.writeEnum(host.group().kind().ordinal());
    }

    private void used(Settled event, Encoder to) throws IOException {
        Run used = event.used();
        instant(event.startedAt(), to);
        to.writeLong(used.durationNanos());
        to.writeLong(used.cpuNanos());
        to.writeLong(used.allocatedBytes());
        to.writeLong(event.queueNanos());
        to.writeLong(used.shareNanos());
        to.writeLong(NOT_MEASURED);
        out(event.bytesIn(), event.out(), event.trace().traceParent(), to);
    }

    private void out(long bytesIn, Settled.Emitted out, Optional<String> traceParent, Encoder to) throws IOException {
        to.writeInt(host.memoryMib());
        to.writeLong(bytesIn);
        to.writeLong(out.bytes());
        to.writeInt(out.records());
        text(traceParent, to);
        to.writeMapStart();
        to.setItemCount(0);
        to.writeMapEnd();
        to.writeEnum(Quality.MEASURED.ordinal());
    }

    private static void text(Optional<String> perhaps, Encoder to) throws IOException {
        if (perhaps.isEmpty()) {
            to.writeIndex(0);
            to.writeNull();
        } else {
            to.writeIndex(1);
            to.writeString(perhaps.get());
        }
    }

    private static void instant(Instant time, Encoder to) throws IOException {
        to.writeLong(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
    }

    /// A field that was added to the schema and not here would make every record unreadable.
    private static void requireKnownFields() {
        List<String> fields = UsageRecord.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .toList();
        if (!fields.equals(WRITTEN)) {
            throw new IllegalStateException("fields of UsageRecord are " + fields + ", written are " + WRITTEN);
        }
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
