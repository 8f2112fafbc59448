package dev.lavant.autoscaler.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.Deployments;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
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
        var settings = platform.connection().properties();
        settings.put("transactional.id", "open");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>("open-in", 0, null, new byte[1]));
            producer.flush();
            assertThat(events(function)).isEqualTo(1);

            producer.commitTransaction();

            await().atMost(PATIENCE).until(() -> events(function) >= 2);
        }
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
    void nothing_deployed_is_nothing_read() {
        assertThat(reader.read(List.of())).isEmpty();
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
