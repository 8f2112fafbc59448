package dev.lavant.host.meter;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Quality;
import dev.lavant.schemas.UsageId;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.usage.UsageIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/// Writes usage records: one for each event and function, with all attempts in it, and those of the time in which a
/// host ran no event. The shares in all records of a host add up to its life.
///
/// Field by field and not as objects: one is written for each event, and an object costs more than all else about it.
/// What is the same in many records is Avro already, and written as it is. Thread-safe.
public final class Meter {
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

    private final Host host;
    private final byte[] who;

    /// @param host the function and the process, the same in every record
    public Meter(Host host) {
        this.host = host;
        this.who = avro(to -> {
            to.writeString(host.tenant());
            to.writeString(host.function());
            to.writeInt(host.revision());
            to.writeString(host.hostId());
        });
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
        who(event.origin().id(event.offset()), UsageKind.INVOCATION, to);
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
        to.writeFixed(who);
    }

    private void where(Settled event, Encoder to) throws IOException {
        to.writeFixed(event.origin().fields());
        to.writeLong(event.offset());
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

    /// A partition whose events the function gets.
    ///
    /// @param topicId Kafka's id of the topic
    public Origin origin(String topic, String topicId, int partition) {
        return new Origin(
                bytes(host.function() + "|" + topicId + "|" + partition),
                avro(to -> {
                    text(Optional.of(topicId), to);
                    text(Optional.of(topic), to);
                    to.writeInt(partition);
                }),
                UsageIds.ofPartition(host.function(), host.group().id(), topicId, partition));
    }

    /// Key of records that are of the host and of no event.
    public byte[] key() {
        return bytes(host.function() + "|" + host.hostId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Some fields of a record, in the order of the schema.
    private interface Fields {
        void to(Encoder encoder) throws IOException;
    }

    private static byte[] avro(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            fields.to(encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing Avro to memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
