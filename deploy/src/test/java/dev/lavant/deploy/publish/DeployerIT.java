package dev.lavant.deploy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.deploy.Functions;
import dev.lavant.local.LocalPlatform;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Deliveries;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeployerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalPlatform platform;
    private static Deployer deployer;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        deployer = new Deployer(platform.connection(), 2);
        deployer.preparePlatform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void a_function_without_an_order_begins_with_the_events_to_come_in_a_share_group() throws Exception {
        platform.createTopic("coming-in", 2);
        send("coming-in", 0, 3);

        deploy("coming", "NONE", "LATEST");
        send("coming-in", 3, 5);

        assertThat(shareStarts("coming"))
                .isEqualTo(Map.of(partition("coming-in", 0), 3L, partition("coming-in", 1), 0L));
        assertThat(firstOffsets("coming", 2)).containsExactly(3L, 4L);
    }

    @Test
    void one_that_starts_at_the_oldest_event_gets_all() throws Exception {
        platform.createTopic("oldest-in", 2);
        send("oldest-in", 0, 3);

        deploy("oldest", "NONE", "EARLIEST");

        assertThat(firstOffsets("oldest", 3)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void what_a_share_group_must_not_decide_by_itself_is_set() throws Exception {
        platform.createTopic("set-in", 1);
        deploy("set", "NONE", "LATEST");
        var group = new ConfigResource(ConfigResource.Type.GROUP, Topics.shareGroup("set"));

        var settings =
                platform.admin().describeConfigs(List.of(group)).all().get().get(group);

        assertThat(settings.entries())
                .filteredOn(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_GROUP_CONFIG)
                .extracting(entry -> entry.name() + "=" + entry.value())
                .containsExactlyInAnyOrder(
                        "share.auto.offset.reset=earliest",
                        "share.isolation.level=read_committed",
                        "share.record.lock.duration.ms=30000",
                        "share.delivery.count.limit=" + Deliveries.LIMIT);
    }

    @Test
    void a_later_revision_goes_on_where_the_group_stands() throws Exception {
        platform.createTopic("going-in", 1);
        deploy("going", "NONE", "LATEST");
        send("going-in", 0, 4);
        firstOffsets("going", 4);

        FunctionDeployment second = deploy("going", "NONE", "EARLIEST");

        assertThat(second.getRevision()).isEqualTo(2);
        send("going-in", 4, 5);
        assertThat(firstOffsets("going", 1)).containsExactly(4L);
    }

    @Test
    void a_group_of_the_other_kind_begins_where_the_one_before_has_come_to() throws Exception {
        platform.createTopic("other-in", 1);
        deploy("other", "KEY", "LATEST");
        send("other-in", 0, 9);
        platform.admin()
                .alterConsumerGroupOffsets(
                        Topics.group("other"), Map.of(partition("other-in", 0), new OffsetAndMetadata(7)))
                .all()
                .get();

        deploy("other", "NONE", "LATEST");

        assertThat(shareStarts("other")).isEqualTo(Map.of(partition("other-in", 0), 7L));
    }

    private static FunctionDeployment deploy(String name, String ordering, String startFrom) {
        FunctionManifest plain = Functions.function(name, name + "-in", "");
        var settings = plain.settings()
                .with(Setting.ORDERING, ordering, Origin.ANNOTATION)
                .with(Setting.START_FROM, startFrom, Origin.ANNOTATION)
                .with(Setting.MAX_HOSTS, "3", Origin.ANNOTATION);
        var function = new FunctionManifest(
                name,
                plain.handlerClass(),
                plain.handlerMethod(),
                plain.description(),
                plain.payload(),
                plain.result(),
                settings);
        return deployer.deploy(List.of(Deployments.of(function, "acme", List.of(), Instant.now())), deployer.deployed())
                .getFirst();
    }

    /// The offsets that a member of the function's share group gets first, all accepted.
    private static List<Long> firstOffsets(String function, int count) {
        var offsets = new ArrayList<Long>();
        var settings = platform.connection().properties();
        settings.put("group.id", Topics.shareGroup(function));
        try (var consumer =
                new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(function + "-in"));
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> offsets.add(record.offset()));
                return offsets.size() >= count;
            });
            consumer.commitSync();
        }
        return offsets;
    }

    private static Map<TopicPartition, Long> shareStarts(String function) throws Exception {
        String group = Topics.shareGroup(function);
        return platform
                .admin()
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group)
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().startOffset()));
    }

    private static TopicPartition partition(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }

    private static void send(String topic, int from, int to) {
        platform.produce(IntStream.range(from, to)
                .mapToObj(_ -> new ProducerRecord<byte[], byte[]>(topic, 0, null, new byte[1]))
                .toList());
    }
}
