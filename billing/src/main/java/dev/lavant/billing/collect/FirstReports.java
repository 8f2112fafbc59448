package dev.lavant.billing.collect;

import dev.lavant.billing.rate.Counted;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageProof;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts each delivery once and adds up by the minute, in one partition of `billing.usage`.
///
/// What came together is sent on and forgotten in one transaction, so nothing is sent twice. With it goes how far the
/// partition has come, by the broker's time; where nothing is written, by this process's own, a little behind.
final class FirstReports extends ContextualProcessor<byte[], byte[], String, byte[]> {
    static final Duration SEND_EVERY = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(FirstReports.class);
    private static final Duration TELL_TIME_EVERY = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final AvroWire wire;
    private long reached;
    private long told;
    private long heardAt;

    FirstReports(AvroWire wire) {
        this.wire = wire;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        heardAt = context.currentSystemTimeMs();
        context.schedule(SEND_EVERY, PunctuationType.WALL_CLOCK_TIME, this::send);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        reached = Math.max(reached, record.timestamp());
        heardAt = context().currentSystemTimeMs();
        decode(record).filter(this::possible).ifPresent(usage -> note(usage, record));
    }

    private boolean possible(UsageRecord usage) {
        Optional<String> why = Summaries.impossible(usage);
        why.ifPresent(impossible -> tell(usage, "usage left out, " + impossible));
        return why.isEmpty();
    }

    private void note(UsageRecord usage, Record<byte[], byte[]> record) {
        KeyValueStore<String, byte[]> counted = context().getStateStore(BillingTopology.COUNTED);
        String source = Counted.source(usage);
        byte[] before = counted.get(source);
        Counted places = before == null ? Counted.none() : Counted.from(before);
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        switch (places.note(usage)) {
            case FIRST -> {
                counted.put(source, places.toBytes());
                add(Summaries.of(usage, UsageProof.digest(record.value()), appendedAt));
            }
            case AGAIN -> {
                tell(usage, "usage reported twice, counted once");
                add(Summaries.duplicate(usage, appendedAt));
            }
            case FOREIGN -> tell(usage, "usage left out, its id is none of the host's");
        }
    }

    private void add(UsageSummary more) {
        KeyValueStore<String, byte[]> pending = context().getStateStore(BillingTopology.PENDING);
        String key = Summaries.key(more);
        byte[] before = pending.get(key);
        UsageSummary sum = before == null ? more : Summaries.plus(wire.decode(before, UsageSummary.class), more);
        pending.put(key, wire.encode(Topics.SUMMARIES, sum));
    }

    private void send(long now) {
        KeyValueStore<String, byte[]> pending = context().getStateStore(BillingTopology.PENDING);
        try (var all = pending.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> minute = all.next();
                context().forward(new Record<>(Periods.MINUTE, minute.value, now));
                pending.delete(minute.key);
            }
        }
        if (now - heardAt >= QUIET.toMillis()) {
            reached = Math.max(reached, now - QUIET.toMillis());
        }
        if (reached - told >= TELL_TIME_EVERY.toMillis()) {
            told = reached;
            byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(reached).array();
            context().forward(new Record<>(Periods.TIME + context().taskId().partition(), time, now));
        }
    }

    private void tell(UsageRecord usage, String what) {
        LOG.atWarn()
                .addKeyValue("source", Counted.source(usage))
                .addKeyValue("offset", usage.getSourceOffset())
                .addKeyValue("at", context().recordMetadata())
                .log(what);
    }

    private Optional<UsageRecord> decode(Record<byte[], byte[]> record) {
        try {
            return Optional.of(wire.decode(record.value(), UsageRecord.class))
                    .filter(usage -> usage.getKind() != UsageKind.UNKNOWN);
        } catch (UnreadableRecord unreadable) {
            LOG.atError()
                    .addKeyValue("topic", Topics.USAGE)
                    .addKeyValue("at", context().recordMetadata())
                    .setCause(unreadable)
                    .log("usage record left out, it cannot be read");
            return Optional.empty();
        }
    }
}
