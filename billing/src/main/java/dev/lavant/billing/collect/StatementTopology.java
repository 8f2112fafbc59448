package dev.lavant.billing.collect;

import dev.lavant.billing.rate.OffsetIntervals;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.Statements;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Usage records in, statements out.
///
/// 1. Where a record was written, its delivery is looked up among those already counted: a second report of the same
///    delivery is dropped. A record that cannot be read is logged with its coordinates and left out.
/// 2. The records of a tenant, function and hour (of the broker's append time) come together and are added up.
/// 3. The newest total replaces the one before, at each commit.
public final class StatementTopology {
    private static final Logger LOG = LoggerFactory.getLogger(StatementTopology.class);
    private static final String COUNTED = "counted-deliveries";
    private static final String TOTALS = "totals";

    private StatementTopology() {}

    /// The topology; it keeps its state in two stores of Kafka Streams.
    public static Topology of(AvroWire wire, PriceBook book) {
        var text = Serdes.String();
        var builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(COUNTED), text, Serdes.ByteArray()));
        builder.stream(Topics.USAGE, Consumed.with(text, Serdes.ByteArray()))
                .process(() -> new FirstReports(wire), COUNTED)
                .repartition(
                        Repartitioned.with(text, wire.serde(UsageRecord.class)).withName("usage-by-hour"))
                .groupByKey()
                .aggregate(
                        Optional::<Statement>empty,
                        (key, usage, total) -> Optional.of(add(key, usage, total, book)),
                        Materialized.<String, Optional<Statement>>as(Stores.persistentKeyValueStore(TOTALS))
                                .withKeySerde(text)
                                .withValueSerde(perhaps(wire)))
                .toStream()
                .mapValues(total -> total.orElseThrow())
                .to(Topics.STATEMENTS, Produced.with(text, wire.serde(Statement.class)));
        return builder.build();
    }

    private static Statement add(String key, UsageRecord usage, Optional<Statement> total, PriceBook book) {
        Instant hour = Instant.parse(key.substring(key.lastIndexOf('|') + 1));
        return Statements.plus(total.orElseGet(() -> Statements.empty(usage, hour, book)), usage, book);
    }

    private static Serde<Optional<Statement>> perhaps(AvroWire wire) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : wire.encode(topic, value.orElseThrow()),
                (_, bytes) -> bytes == null ? null : Optional.of(wire.decode(bytes, Statement.class)));
    }

    private static final class FirstReports extends ContextualProcessor<String, byte[], String, UsageRecord> {
        private final AvroWire wire;

        private FirstReports(AvroWire wire) {
            this.wire = wire;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            decode(record)
                    .filter(usage -> usage.getKind() == UsageKind.INVOCATION && firstReport(usage))
                    .ifPresent(usage -> context()
                            .forward(new Record<>(
                                    Statements.key(usage, Instant.ofEpochMilli(record.timestamp())),
                                    usage,
                                    record.timestamp())));
        }

        private boolean firstReport(UsageRecord usage) {
            KeyValueStore<String, byte[]> counted = context().getStateStore(COUNTED);
            String source = usage.getFunction() + "|" + usage.getSourceTopicId() + "|" + usage.getSourcePartition();
            byte[] before = counted.get(source);
            var offsets = before == null ? new OffsetIntervals() : OffsetIntervals.from(before);
            boolean first = offsets.add(usage.getSourceOffset());
            if (first) {
                counted.put(source, offsets.toBytes());
            } else {
                LOG.atWarn()
                        .addKeyValue("source", source)
                        .addKeyValue("offset", usage.getSourceOffset())
                        .log("delivery reported twice, counted once");
            }
            return first;
        }

        private Optional<UsageRecord> decode(Record<String, byte[]> record) {
            try {
                return Optional.of(wire.decode(record.value(), UsageRecord.class));
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
}
