package dev.lavant.testkit;

import dev.lavant.deploy.publish.Deployer;
import dev.lavant.host.Rehearsal;
import dev.lavant.local.LocalPlatform;
import dev.lavant.router.Router;
import dev.lavant.router.RouterConfig;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// A real broker, registry and router in this JVM. They are started by the first test that needs them and live as long
/// as the JVM; each test begins at the ends of the topics as it finds them.
final class BrokerStage implements Stage {
    /// As in memory: what a test reads has one order.
    private static final int PARTITIONS = 1;
    private static final Duration POLL = Duration.ofMillis(50);
    private static @Nullable LocalPlatform platform; // of the thread that runs tests

    private final LocalPlatform local;
    private final List<FunctionDeployment> functions;
    private final Map<TopicPartition, Long> starts;
    private final Consumer<byte[], byte[]> observer;

    private BrokerStage(LocalPlatform local, List<FunctionDeployment> functions) {
        this.local = local;
        this.functions = functions;
        Properties settings = local.connection().properties();
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        this.observer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.starts = observer.endOffsets(partitions(topics(functions)));
    }

    /// The stage for one test of these functions.
    static Stage of(List<FunctionDeployment> functions) {
        LocalPlatform local = started();
        var deployer = new Deployer(local.connection(), PARTITIONS);
        return new BrokerStage(local, deployer.deploy(functions, deployer.deployed()));
    }

    private static LocalPlatform started() {
        if (platform == null) {
            LocalPlatform fresh = LocalPlatform.start();
            new Deployer(fresh.connection(), PARTITIONS).preparePlatform();
            Router router = Router.start(
                    new RouterConfig(fresh.connection(), fresh.folder().resolve("router")));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                router.close();
                fresh.close();
            }));
            platform = fresh;
        }
        return platform;
    }

    private static Set<String> topics(List<FunctionDeployment> functions) {
        var topics = new HashSet<>(Set.of(Topics.USAGE));
        for (FunctionDeployment function : functions) {
            topics.addAll(function.getSourceTopics());
            topics.addAll(function.getOutputTopics());
            topics.addAll(Topics.inputs(function));
            topics.add(Topics.deadLetters(function.getName()));
        }
        return topics;
    }

    /// What an earlier test has left is not this one's.
    private void beginAtEnd(FunctionDeployment function) {
        Map<TopicPartition, OffsetAndMetadata> offsets = starts.entrySet().stream()
                .filter(start -> Topics.inputs(function).contains(start.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, start -> new OffsetAndMetadata(start.getValue())));
        await(local.admin()
                .alterConsumerGroupOffsets(function.getGroupId(), offsets)
                .all());
    }

    @Override
    public AvroWire wire() {
        return local.wire();
    }

    @Override
    public Rehearsal.Stage deploy(FunctionDeployment function, VirtualTime time, Watch watch) {
        beginAtEnd(function);
        Properties client = local.connection().properties();
        Map<String, String> ids =
                await(local.admin().describeTopics(Topics.inputs(function)).allTopicNames()).values().stream()
                        .collect(Collectors.toMap(
                                TopicDescription::name, topic -> topic.topicId().toString()));
        return new Rehearsal.Stage(
                Rehearsal.consumer(client, function.getGroupId()),
                Rehearsal.producer(client, "lavant." + function.getName() + ".test"),
                local.wire(),
                ids,
                time,
                watch);
    }

    @Override
    public void append(ProducerRecord<byte[], byte[]> event) {
        local.produce(event);
    }

    /// The router hands on by itself; true while it has not come to the end of what it reads.
    @Override
    public boolean handOn() {
        Set<String> routed = functions.stream()
                .filter(function -> function.getFilter() != null)
                .flatMap(function -> function.getSourceTopics().stream())
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> from = new HashMap<>();
        await(local.admin().listConsumerGroupOffsets(Topics.ROUTER_GROUP).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> from.put(partition, offset.offset()));
        Map<TopicPartition, Long> waiting =
                partitions(routed).stream().collect(Collectors.toMap(one -> one, one -> from.getOrDefault(one, 0L)));
        return !read(waiting).isEmpty();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return read(starts.entrySet().stream()
                .filter(start -> start.getKey().topic().equals(topic))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Committed records from these offsets to the present ends, those of a partition in their order.
    private List<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Long> from) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        observer.assign(from.keySet());
        from.forEach(observer::seek);
        Map<TopicPartition, Long> ends = observer.endOffsets(from.keySet());
        while (ends.entrySet().stream().anyMatch(end -> observer.position(end.getKey()) < end.getValue())) {
            observer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private Set<TopicPartition> partitions(Set<String> topics) {
        var partitions = new HashSet<TopicPartition>();
        for (String topic : topics) {
            observer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return answer.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        observer.close();
    }
}
