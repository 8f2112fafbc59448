package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// A platform as the router sees it: functions, source topics and queues.
final class RoutedTopics implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Data that, with a test event's headers, make the largest record that a client writes with its default settings.
    static final int LARGEST_DATA_BYTES = 1_048_420;

    /// How long a queue is watched for what should not come.
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final int KEYS = 20;
    private static final int QUEUE_PARTITIONS = 3;

    private final LocalPlatform platform = LocalPlatform.start();

    RoutedTopics() {
        platform.createTopic(Topics.FUNCTIONS, 1, Map.of("cleanup.policy", "compact"));
    }

    RouterConfig config() {
        return new RouterConfig(platform.connection(), platform.folder().resolve("router"));
    }

    void create(String topic, int partitions) {
        platform.createTopic(topic, partitions);
    }

    void delete(String topic) {
        done(platform.admin().deleteTopics(List.of(topic)).all());
    }

    /// Commits where the router begins, as a deploy does.
    void commit(String topic, long offset) {
        var start = Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset));
        done(platform.admin()
                .alterConsumerGroupOffsets(Topics.ROUTER_GROUP, start)
                .all());
    }

    private static void done(KafkaFuture<Void> answer) {
        answer.toCompletionStage().toCompletableFuture().join();
    }

    /// Deploys a function, for the first time with its queue.
    void deploy(String name, String filter, String... sources) {
        deploy(name, filter, List.of(), sources);
    }

    /// Deploys a function that begins at the present end of its source topic.
    void deployFromNow(String name, String filter, String source) {
        var partitions = platform.admin().describeTopics(List.of(source)).allTopicNames();
        var ends = partitions.toCompletionStage().toCompletableFuture().join().get(source).partitions().stream()
                .map(partition -> new TopicPartition(source, partition.partition()))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var starts = platform.admin()
                .listOffsets(ends)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        deploy(
                name,
                filter,
                starts.entrySet().stream()
                        .map(end -> new StartOffset(
                                source, end.getKey().partition(), end.getValue().offset()))
                        .toList(),
                source);
    }

    private void deploy(String name, String filter, List<StartOffset> starts, String... sources) {
        if (platform.readCommitted(Topics.FUNCTIONS, Integer.MAX_VALUE, QUIET).stream()
                .noneMatch(known -> new String(known.key(), UTF_8).equals(name))) {
            platform.createTopic(Topics.queue(name), QUEUE_PARTITIONS, Map.of("max.message.bytes", "2097152"));
        }
        var deployment = Deployments.function(name)
                .setSourceTopics(List.of(sources))
                .setFilter(filter)
                .setStartOffsets(starts)
                .build();
        send(List.of(new ProducerRecord<>(
                Topics.FUNCTIONS, name.getBytes(UTF_8), platform.wire().encode(Topics.FUNCTIONS, deployment))));
    }

    /// Takes a function's deployment away; its queue stays.
    void undeploy(String name) {
        send(List.of(new ProducerRecord<>(Topics.FUNCTIONS, name.getBytes(UTF_8), null)));
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) {
        platform.produce(records);
    }

    /// What is in a function's queue once it holds that many records and, for a moment, gets no more.
    List<ConsumerRecord<byte[], byte[]>> queue(String function, int count) {
        var enough = read(Topics.queue(function), count);
        return enough.size() < count ? enough : now(function, QUIET);
    }

    /// What is in a function's queue.
    List<ConsumerRecord<byte[], byte[]>> now(String function, Duration watch) {
        return platform.readCommitted(Topics.queue(function), Integer.MAX_VALUE, watch);
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        return platform.readCommitted(topic, count, PATIENCE);
    }

    /// A numbered event; the number is its data, and one of twenty keys comes from it.
    static ProducerRecord<byte[], byte[]> event(String topic, String type, int number) {
        return event(topic, type, number, System.currentTimeMillis());
    }

    static ProducerRecord<byte[], byte[]> event(String topic, String type, int number, long timestampMillis) {
        byte[] key = ("k" + number % KEYS).getBytes(UTF_8);
        var event = new ProducerRecord<>(topic, null, timestampMillis, key, ("" + number).getBytes(UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", "e-" + number, "ce_source", "/shop", "ce_type", type)
                .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
        return event;
    }

    static List<Integer> numbers(List<ConsumerRecord<byte[], byte[]>> events) {
        return events.stream()
                .map(event -> Integer.parseInt(new String(event.value(), UTF_8)))
                .toList();
    }

    static Map<String, List<Integer>> numbersByKey(List<ConsumerRecord<byte[], byte[]>> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> new String(event.key(), UTF_8),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), RoutedTopics::numbers)));
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        platform.close();
    }
}
