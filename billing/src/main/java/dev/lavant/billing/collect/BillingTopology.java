package dev.lavant.billing.collect;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Usage records in, sums and statements out.
///
/// 1. [FirstReports], beside each partition of `billing.usage`: a delivery that was counted already is dropped, the
///    others are added up by the minute, and what came together goes on twice a second. So what is sent on grows with
///    the functions at work and not with the events.
/// 2. [Periods], in one place: minutes and hours are added up, closed when every partition is past them and the grace
///    is over, rated, and chained; rated again when other prices are published for them. There too what was spent is
/// compared with budgets.
///
/// All state is in Kafka; a restart without its folder goes on where it was.
public final class BillingTopology {
    /// How long after its end a window stays open. A record can be late by the time of its transaction, 15 s at most,
    /// since the broker says when it was written.
    public static final Duration GRACE = Duration.ofMinutes(10);

    static final String COUNTED = "counted-deliveries";
    static final String PENDING = "pending-minutes";
    static final String WINDOWS = "open-windows";
    static final String HOURS = "open-statements";
    static final String LINKS = "chain-links";
    static final String CLOCK = "clock";
    static final String PRICES = "price-books";
    static final String CLOSED = "closed-hours";
    static final String BUDGETS = "budgets";
    static final String SPENT = "spent";
    static final String TOLD = "told-spending";

    private static final String BY_MINUTE = "usage-by-minute";

    private BillingTopology() {}

    /// The topology.
    ///
    /// @param first prices where no book was published for
    /// @param usagePartitions of `billing.usage`: a window is closed when all of them are past it
    public static Topology of(AvroWire wire, PriceBook first, int usagePartitions) {
        var text = Serdes.String();
        Serde<byte[]> bytes = Serdes.ByteArray();
        var builder = new StreamsBuilder();
        Stream.of(COUNTED, PENDING, WINDOWS, HOURS, LINKS, CLOCK, PRICES, CLOSED, BUDGETS, SPENT, TOLD)
                .forEach(store -> builder.addStateStore(cached(store)));
        var closed = builder.stream(Topics.USAGE, Consumed.with(bytes, bytes))
                .process(() -> new FirstReports(wire), COUNTED, PENDING)
                .repartition(Repartitioned.with(text, bytes).withName(BY_MINUTE).withNumberOfPartitions(1))
                .merge(told(builder, Topics.BUDGETS, Periods.BUDGET))
                .merge(told(builder, Topics.PRICES, Periods.BOOK))
                .process(
                        () -> new Periods(wire, first, usagePartitions),
                        WINDOWS,
                        HOURS,
                        LINKS,
                        CLOCK,
                        PRICES,
                        CLOSED,
                        BUDGETS,
                        SPENT,
                        TOLD);
        closed.split()
                .branch((_, record) -> record.topic().equals(Topics.SUMMARIES), to(wire, Topics.SUMMARIES))
                .branch((_, record) -> record.topic().equals(Topics.SPENDING), to(wire, Topics.SPENDING))
                .branch((_, record) -> record.topic().equals(Topics.ALERTS), to(wire, Topics.ALERTS))
                .defaultBranch(to(wire, Topics.STATEMENTS));
        return builder.build();
    }

    /// What people set, with keys that tell it from usage.
    private static KStream<String, byte[]> told(StreamsBuilder builder, String topic, String prefix) {
        return builder.stream(topic, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .selectKey((key, _) -> prefix + key);
    }

    /// A record for one of the topics that billing writes.
    record Outgoing(String topic, SpecificRecord value) {}

    private static Branched<String, Outgoing> to(AvroWire wire, String topic) {
        return Branched.withConsumer(records -> records.mapValues(record -> wire.encode(topic, record.value()))
                .to(topic, Produced.with(Serdes.String(), Serdes.ByteArray())));
    }

    /// What changes again before the next commit is written once.
    private static StoreBuilder<KeyValueStore<String, byte[]>> cached(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled();
    }
}
