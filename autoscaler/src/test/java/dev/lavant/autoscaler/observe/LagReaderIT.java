package dev.lavant.autoscaler.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.Deployments;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LagReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static LocalPlatform platform;

    private final LagReader reader = new LagReader(platform.connection().properties());

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void all_that_is_not_committed_waits() throws Exception {
        FunctionDeployment function = deployed("committed", 2);
        send("committed-in", 0, 5);
        send("committed-in", 1, 3);
        assertThat(events(function)).isEqualTo(8);

        commit(function, 0, 4);

        assertThat(read(function))
                .isEqualTo(new Lag.Known(List.of(
                        new Lag.Partition("committed-in", 0, 5, 4, 0),
                        new Lag.Partition("committed-in", 1, 3, -1, 0))));
        assertThat(events(function)).isEqualTo(4);
    }

    @Test
    void what_retention_has_deleted_does_not_wait() throws Exception {
        FunctionDeployment function = deployed("expired", 1);
        send("expired-in", 0, 10);
        commit(function, 0, 2);

        platform.admin()
                .deleteRecords(Map.of(new TopicPartition("expired-in", 0), RecordsToDelete.beforeOffset(7)))
                .all()
                .get();

        assertThat(events(function)).isEqualTo(3);
    }

    @Test
    void an_open_transaction_does_not_wait() {
        FunctionDeployment function = deployed("open", 1);
        send("open-in", 0, 1);
        transaction("open-in", () -> assertThat(events(function)).isEqualTo(1));

        await().atMost(PATIENCE).until(() -> events(function) >= 2);
    }

    @Test
    void a_function_with_a_filter_waits_for_its_queue_only() {
        platform.createTopic(Topics.queue("filtered"), 1);
        FunctionDeployment function = FunctionDeployment.newBuilder(deployed("filtered", 1))
                .setFilter("type = 'a'")
                .build();
        send("filtered-in", 0, 5);
        send(Topics.queue("filtered"), 0, 2);

        assertThat(events(function)).isEqualTo(2);
    }

    @Test
    void a_missing_topic_makes_its_function_unknown_and_no_other() {
        FunctionDeployment there = deployed("there", 1);
        FunctionDeployment gone = Deployments.function("gone").build();
        FunctionDeployment half = Deployments.function("half")
                .setSourceTopics(List.of("there-in", "gone-in"))
                .build();
        send("there-in", 0, 2);

        Map<String, Lag> lags = reader.read(List.of(there, gone, half));

        assertThat(lags.get("there")).isInstanceOf(Lag.Known.class);
        assertThat(lags.get("gone")).isInstanceOf(Lag.Unknown.class);
        assertThat(lags.get("half")).isInstanceOf(Lag.Unknown.class);
        platform.createTopic("gone-in", 1);
        await().atMost(PATIENCE)
                .until(() -> reader.read(List.of(there, gone, half)).values().stream()
                        .allMatch(Lag.Known.class::isInstance));
    }

    @Test
    void partitions_that_are_added_are_seen() throws Exception {
        FunctionDeployment function = deployed("grown", 1);
        assertThat(events(function)).isZero();

        platform.admin()
                .createPartitions(Map.of("grown-in", NewPartitions.increaseTo(2)))
                .all()
                .get();
        send("grown-in", 1, 4);

        await().atMost(PATIENCE).until(() -> events(function) == 4);
    }

    @Test
    void a_share_group_waits_for_what_it_has_not_accepted_in_whatever_order() throws Exception {
        FunctionDeployment function = unordered("shared", 2);
        beginShareGroup(function, Map.of(0, 2L, 1, 0L));
        send("shared-in", 0, 6);
        send("shared-in", 1, 3);
        assertThat(events(function)).isEqualTo(7);

        acceptUntilThereWait(5, function, record -> record.offset() == 4 || record.offset() == 1);

        assertThat(events(function)).isEqualTo(5);
    }

    @Test
    void a_share_group_waits_neither_for_deleted_events_nor_for_open_transactions() throws Exception {
        FunctionDeployment function = unordered("cleared", 1);
        beginShareGroup(function, Map.of(0, 0L));
        send("cleared-in", 0, 10);
        platform.admin()
                .deleteRecords(Map.of(new TopicPartition("cleared-in", 0), RecordsToDelete.beforeOffset(7)))
                .all()
                .get();
        transaction("cleared-in", () -> await().atMost(PATIENCE).until(() -> events(function) == 3));

        acceptUntilThereWait(0, function, _ -> true);

        assertThat(events(function)).isZero();
    }

    @Test
    void for_a_share_group_that_has_not_begun_everything_waits() {
        FunctionDeployment function = unordered("unbegun", 1);
        send("unbegun-in", 0, 2);

        assertThat(read(function)).isEqualTo(new Lag.Known(List.of(new Lag.Partition("unbegun-in", 0, 2, -1, 0))));
    }

    @Test
    void nothing_deployed_is_nothing_read() {
        assertThat(reader.read(List.of())).isEmpty();
    }

    /// One event in a transaction.
    ///
    /// @param open what happens before its commit
    private static void transaction(String topic, Runnable open) {
        var settings = platform.connection().properties();
        settings.put("transactional.id", topic);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(topic, 0, null, new byte[1]));
            producer.flush();
            open.run();
            producer.commitTransaction();
        }
    }

    private static FunctionDeployment unordered(String name, int partitions) {
        return FunctionDeployment.newBuilder(deployed(name, partitions))
                .setOrdering(EventOrdering.NONE)
                .setGroupId(Topics.shareGroup(name))
                .build();
    }

    /// As a deploy does.
    private static void beginShareGroup(FunctionDeployment function, Map<Integer, Long> starts) throws Exception {
        var committedOnly =
                new AlterConfigOp(new ConfigEntry("share.isolation.level", "read_committed"), AlterConfigOp.OpType.SET);
        platform.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, function.getGroupId()), List.of(committedOnly)))
                .all()
                .get();
        var offsets = new HashMap<TopicPartition, Long>();
        starts.forEach((partition, offset) ->
                offsets.put(new TopicPartition(function.getSourceTopics().getFirst(), partition), offset));
        platform.admin()
                .alterShareGroupOffsets(function.getGroupId(), offsets)
                .all()
                .get();
    }

    /// Accepts some of the events and gives the others back, until so many wait. A member that polls is needed to the
    /// end:
    /// only it makes the group pass the mark of a transaction.
    private void acceptUntilThereWait(
            int events, FunctionDeployment function, Predicate<ConsumerRecord<byte[], byte[]>> accepted) {
        var settings = platform.connection().properties();
        settings.put("group.id", function.getGroupId());
        settings.put("share.acknowledgement.mode", "explicit");
        try (var consumer =
                new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(function.getSourceTopics());
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> consumer.acknowledge(
                                record, accepted.test(record) ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE));
                consumer.commitSync();
                return events(function) == events;
            });
        }
    }

    private static FunctionDeployment deployed(String name, int partitions) {
        platform.createTopic(name + "-in", partitions);
        return Deployments.function(name).build();
    }

    private static void send(String topic, int partition, int count) {
        platform.produce(IntStream.range(0, count)
                .mapToObj(_ -> new ProducerRecord<byte[], byte[]>(topic, partition, null, new byte[1]))
                .toList());
    }

    private static void commit(FunctionDeployment function, int partition, long offset) throws Exception {
        var committed = new TopicPartition(function.getSourceTopics().getFirst(), partition);
        platform.admin()
                .alterConsumerGroupOffsets(function.getGroupId(), Map.of(committed, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private Lag read(FunctionDeployment function) {
        return reader.read(List.of(function)).get(function.getName());
    }

    private long events(FunctionDeployment function) {
        return read(function) instanceof Lag.Known known ? known.events() : -1;
    }
}
