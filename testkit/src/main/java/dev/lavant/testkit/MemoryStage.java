package dev.lavant.testkit;

import dev.lavant.filter.Filter;
import dev.lavant.host.Rehearsal;
import dev.lavant.router.deliver.CloudEvents;
import dev.lavant.router.route.Routes;
import dev.lavant.router.route.Rule;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Topics of one partition each, in memory, with Kafka's own in-memory clients at their ends and the router's own rules
/// between them.
final class MemoryStage implements Stage {
    private final VirtualTime time;
    private final AvroWire wire = new AvroWire(new InMemorySchemas());
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
    private final Map<String, List<MockConsumer<byte[], byte[]>>> readers = new HashMap<>();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    /// A function's producer, and how much of what it has committed was handed on.
    private static final class Writer {
        private final MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        private int handedOn;

        private List<ProducerRecord<byte[], byte[]>> fresh() {
            List<ProducerRecord<byte[], byte[]>> all = producer.history();
            List<ProducerRecord<byte[], byte[]>> fresh = List.copyOf(all.subList(handedOn, all.size()));
            handedOn = all.size();
            return fresh;
        }
    }

    MemoryStage(VirtualTime time) {
        this.time = time;
    }

    @Override
    public AvroWire wire() {
        return wire;
    }

    @Override
    public Rehearsal.Stage deploy(FunctionDeployment function, VirtualTime virtual, Watch watch) {
        Optional.ofNullable(function.getFilter())
                .ifPresent(filter -> rules.add(new Rule(
                        function.getName(), Set.copyOf(function.getSourceTopics()), Filter.parse(filter), Map.of())));
        var writer = new Writer();
        writers.add(writer);
        return new Rehearsal.Stage(
                reader(Topics.inputs(function)),
                writer.producer,
                wire,
                Topics.inputs(function).stream().collect(Collectors.toMap(topic -> topic, topic -> topic)),
                virtual,
                watch);
    }

    private MockConsumer<byte[], byte[]> reader(List<String> inputs) {
        List<TopicPartition> partitions =
                inputs.stream().map(topic -> new TopicPartition(topic, 0)).toList();
        var reader = new Reader(partitions);
        inputs.forEach(
                topic -> readers.computeIfAbsent(topic, _ -> new ArrayList<>()).add(reader));
        return reader;
    }

    /// A consumer that owns its partitions as soon as it has subscribed.
    private static final class Reader extends MockConsumer<byte[], byte[]> {
        private final List<TopicPartition> partitions;

        private Reader(List<TopicPartition> partitions) {
            super("earliest");
            this.partitions = partitions;
            Map<TopicPartition, Long> zero = partitions.stream().collect(Collectors.toMap(one -> one, _ -> 0L));
            updateBeginningOffsets(zero);
            updateEndOffsets(zero);
            schedulePollTask(() -> rebalance(this.partitions));
        }
    }

    @Override
    public void append(ProducerRecord<byte[], byte[]> event) {
        var log = topics.computeIfAbsent(event.topic(), _ -> new ArrayList<>());
        var record = new ConsumerRecord<>(
                event.topic(),
                0,
                log.size(),
                time.now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                event.key() == null ? ConsumerRecord.NULL_SIZE : event.key().length,
                event.value() == null ? ConsumerRecord.NULL_SIZE : event.value().length,
                event.key(),
                event.value(),
                new RecordHeaders(event.headers().toArray()),
                Optional.empty());
        log.add(record);
        for (MockConsumer<byte[], byte[]> reader : readers.getOrDefault(event.topic(), List.of())) {
            reader.schedulePollTask(() -> reader.addRecord(record));
            reader.updateEndOffsets(Map.of(new TopicPartition(event.topic(), 0), record.offset() + 1));
        }
        route(record);
    }

    private void route(ConsumerRecord<byte[], byte[]> event) {
        var place = new Routes.Place(new Routes.Partition(event.topic(), 0), event.offset());
        for (String function : new Routes(rules).functions(place, CloudEvents.of(event.headers()))) {
            append(new ProducerRecord<>(Topics.queue(function), null, event.key(), event.value(), event.headers()));
        }
    }

    @Override
    public boolean handOn() {
        List<ProducerRecord<byte[], byte[]>> fresh =
                writers.stream().flatMap(writer -> writer.fresh().stream()).toList();
        fresh.forEach(this::append);
        return !fresh.isEmpty();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return List.copyOf(topics.getOrDefault(topic, List.of()));
    }

    @Override
    public void close() {
        topics.clear();
    }
}
