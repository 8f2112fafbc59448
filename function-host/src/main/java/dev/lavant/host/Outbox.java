package dev.lavant.host;

import dev.lavant.host.commit.DeadLetter;
import dev.lavant.host.invoke.Events;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Settled;
import dev.lavant.host.meter.UsageIds;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Events whose outcome is decided, with the records that go into the next transaction for them.
///
/// Owned by the engine's thread.
final class Outbox {
    private final HostLaunch host;
    private final AvroWire wire;
    private final HostTime time;
    private final Meter meter;
    private final List<Entry> entries = new ArrayList<>();
    private long oldestNanos;

    private record Entry(InFlight event, List<ProducerRecord<byte[], byte[]>> records) {}

    Outbox(HostLaunch host, AvroWire wire, HostTime time) {
        this.host = host;
        this.time = time;
        this.wire = wire;
        FunctionDeployment function = host.deployment();
        this.meter = new Meter(new Meter.Host(
                function.getTenant(),
                function.getName(),
                function.getRevision(),
                function.getGroupId(),
                host.hostId(),
                function.getMemoryMib()));
    }

    /// @param outputs of the batch, sent with its first event
    void succeeded(Batch batch, List<ProducerRecord<byte[], byte[]>> outputs, long nowNanos) {
        for (InFlight event : batch.events()) {
            add(event, event == batch.first() ? outputs : List.of(), UsageOutcome.OK, nowNanos);
        }
    }

    void died(Batch batch, Verdict.Dead verdict, long nowNanos) {
        batch.events().forEach(event -> died(event, verdict, nowNanos));
    }

    private void died(InFlight event, Verdict.Dead verdict, long nowNanos) {
        FunctionDeployment function = host.deployment();
        var letter = new DeadLetter(
                event.record,
                event.source.topicId(),
                verdict.code().name(),
                verdict.code().failureClass(),
                verdict.error(),
                event.attempts(),
                UsageIds.hex(UsageIds.of(function.getName(), function.getGroupId(), event.source)));
        var record = letter.toRecord(function, host.hostId(), time.now());
        add(event, List.of(record), UsageOutcome.DEAD_LETTERED, nowNanos);
    }

    private void add(
            InFlight event, List<ProducerRecord<byte[], byte[]>> outputs, UsageOutcome outcome, long nowNanos) {
        if (entries.isEmpty()) {
            oldestNanos = nowNanos;
        }
        var records = new ArrayList<>(outputs);
        records.add(usage(event, outputs, outcome));
        entries.add(new Entry(event, records));
    }

    private ProducerRecord<byte[], byte[]> usage(
            InFlight event, List<ProducerRecord<byte[], byte[]>> outputs, UsageOutcome outcome) {
        var now = time.now();
        var settled = new Settled(
                event.source,
                outcome,
                event.attempts(),
                event.used(),
                event.startedAt(now),
                event.queueNanos(now),
                event.bytes(),
                new Settled.Emitted(outputs.size(), bytes(outputs)),
                new Settled.Trace(Events.header(event.record, "ce_id"), Events.header(event.record, "traceparent")));
        return new ProducerRecord<>(
                Topics.USAGE,
                meter.key(event.source).getBytes(StandardCharsets.UTF_8),
                wire.encode(Topics.USAGE, meter.record(settled, event.start())));
    }

    private static long bytes(List<ProducerRecord<byte[], byte[]>> outputs) {
        return outputs.stream()
                .mapToLong(output -> output.value() == null ? 0 : output.value().length)
                .sum();
    }

    /// The records of everything that waits, in the order in which it was decided.
    List<ProducerRecord<byte[], byte[]>> records() {
        return entries.stream().flatMap(entry -> entry.records().stream()).toList();
    }

    /// Drops events that are not ours to commit any more.
    void keepOnly(Predicate<InFlight> ours) {
        entries.removeIf(entry -> !ours.test(entry.event()));
    }

    void clear() {
        entries.clear();
    }

    int size() {
        return entries.size();
    }

    /// Since when the oldest event waits; of no meaning when there is none.
    long ageNanos(long nowNanos) {
        return nowNanos - oldestNanos;
    }
}
