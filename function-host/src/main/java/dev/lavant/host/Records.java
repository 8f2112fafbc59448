package dev.lavant.host;

import dev.lavant.host.Outbox.Entry.Decided;
import dev.lavant.host.Outbox.Outcome;
import dev.lavant.host.commit.DeadLetter;
import dev.lavant.host.invoke.Events;
import dev.lavant.host.meter.HostHours;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Settled;
import dev.lavant.host.meter.Source;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.usage.UsageProof;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// The records that are written for a decided event: outputs or dead letter, and usage.
///
/// Used on the committer's thread.
final class Records {
    private final HostLaunch host;
    private final AvroWire.Writer usage;
    private final HostTime time;
    private final Meter meter;
    private long ofTheHost;

    Records(HostLaunch host, AvroWire wire, HostTime time, GroupKind kind) {
        this.host = host;
        this.time = time;
        this.usage = wire.writer(Topics.USAGE, UsageRecord.getClassSchema());
        FunctionDeployment function = host.deployment();
        this.meter = new Meter(new Meter.Host(
                function.getTenant(),
                function.getName(),
                function.getRevision(),
                new Meter.Group(function.getGroupId(), kind),
                host.hostId(),
                function.getMemoryMib()));
    }

    /// Outputs of a batch, then the usage of each event in it; or dead letter and usage of each.
    List<ProducerRecord<byte[], byte[]>> of(Decided decided) {
        return switch (decided.outcome()) {
            case Outcome.Succeeded succeeded -> succeeded(decided.batch(), succeeded.outputs());
            case Outcome.Died died -> died(decided.batch(), died);
        };
    }

    private List<ProducerRecord<byte[], byte[]>> succeeded(Batch batch, List<ProducerRecord<byte[], byte[]>> outputs) {
        if (batch.size() == 1 && outputs.isEmpty()) {
            return List.of(usage(batch.first(), outputs, UsageOutcome.OK));
        }
        var records = new ArrayList<>(outputs);
        for (InFlight event : batch.events()) {
            records.add(usage(event, event == batch.first() ? outputs : List.of(), UsageOutcome.OK));
        }
        return records;
    }

    private List<ProducerRecord<byte[], byte[]>> died(Batch batch, Outcome.Died died) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (InFlight event : batch.events()) {
            List<ProducerRecord<byte[], byte[]>> letter = List.of(letter(event, died));
            records.addAll(letter);
            records.add(usage(event, letter, UsageOutcome.DEAD_LETTERED));
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> letter(InFlight event, Outcome.Died died) {
        FunctionDeployment function = host.deployment();
        var now = time.now();
        var letter = new DeadLetter(
                event.record,
                event.tenure.topicId,
                new DeadLetter.Cause(died.code().name(), died.code().failureClass(), died.error()),
                new DeadLetter.History(event.attempts(), event.firstFailure(now), now),
                usageId(function, event.source()));
        return switch (died.size()) {
            case WHOLE -> letter.toRecord(function, host.hostId());
            case WITHOUT_VALUE -> letter.toRecordWithoutValue(function, host.hostId());
        };
    }

    private static String usageId(FunctionDeployment function, Source source) {
        return UsageIds.hex(UsageIds.of(
                function.getName(), function.getGroupId(), source.topicId(), source.partition(), source.offset()));
    }

    private ProducerRecord<byte[], byte[]> usage(
            InFlight event, List<ProducerRecord<byte[], byte[]>> outputs, UsageOutcome outcome) {
        Settled settled = settled(event, outcome, new Settled.Emitted(outputs.size(), bytes(outputs)));
        return usage(settled.origin().key(), encoder -> meter.event(settled, event.start(), encoder));
    }

    /// Of attempts at an event that goes to another host.
    ProducerRecord<byte[], byte[]> handedOver(InFlight event) {
        Settled settled = settled(event, UsageOutcome.UNKNOWN, Settled.Emitted.NOTHING);
        long number = ofTheHost++;
        return usage(meter.key(), encoder -> meter.handedOver(settled, number, encoder));
    }

    /// Of time in which no event ran.
    ProducerRecord<byte[], byte[]> between(HostHours hours) {
        long number = ofTheHost++;
        return usage(meter.key(), encoder -> meter.between(hours, number, encoder));
    }

    private ProducerRecord<byte[], byte[]> usage(byte[] key, AvroWire.Fields fields) {
        byte[] value = usage.write(fields);
        Header checksum = new RecordHeader(UsageProof.CHECKSUM_HEADER, UsageProof.checksum(value));
        return new ProducerRecord<>(Topics.USAGE, null, key, value, List.of(checksum));
    }

    private Settled settled(InFlight event, UsageOutcome outcome, Settled.Emitted emitted) {
        Instant begun = event.startedAt().orElseGet(time::now);
        return new Settled(
                event.tenure.origin(meter),
                event.record.offset(),
                outcome,
                event.attempts(),
                event.used(),
                begun,
                event.queueNanos(begun),
                event.bytes(),
                emitted,
                new Settled.Trace(Events.header(event.record, "ce_id"), Events.header(event.record, "traceparent")));
    }

    /// Size of the values.
    static long bytes(List<ProducerRecord<byte[], byte[]>> outputs) {
        long bytes = 0;
        for (ProducerRecord<byte[], byte[]> output : outputs) {
            bytes += output.value() == null ? 0 : output.value().length;
        }
        return bytes;
    }
}
