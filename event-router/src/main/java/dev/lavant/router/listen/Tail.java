package dev.lavant.router.listen;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The ends of some topics, read as they grow, committed records only.
///
/// Owned by one thread, but for [#wake].
final class Tail implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final int ANSWER_MILLIS = 3_000;

    /// A topic that is added is in the fetch after the one that waits: so long the first call of a function may wait.
    private static final int FETCH_WAITS_MILLIS = 50;

    private static final int MOST_FETCHED_BYTES = 8 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, List<TopicPartition>> followed = new HashMap<>();

    /// @param client Kafka client settings
    Tail(Properties client) {
        consumer = new KafkaConsumer<>(settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Of a consumer without a group that reads committed records.
    static Properties settings(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAITS_MILLIS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED_BYTES);
        return settings;
    }

    /// Reads exactly these topics from now on, those that are new from their end as it is now. A topic that is not
    /// there is not read, nor are partitions that are added later.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer; to be called again then
    void follow(Set<String> topics) {
        if (followed.keySet().equals(topics)) {
            return;
        }
        followed.keySet().retainAll(topics);
        Map<String, List<TopicPartition>> fresh = new HashMap<>();
        topics.stream().filter(topic -> !followed.containsKey(topic)).forEach(topic -> fresh.put(topic, of(topic)));
        var all = new HashMap<>(followed);
        all.putAll(fresh);
        consumer.assign(all.values().stream().flatMap(List::stream).toList());
        List<TopicPartition> begun =
                fresh.values().stream().flatMap(List::stream).toList();
        if (!begun.isEmpty()) {
            consumer.seekToEnd(begun);
        }
        begun.forEach(consumer::position); // asks for the end now, and not with the first poll
        followed.putAll(fresh);
    }

    private List<TopicPartition> of(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        return consumer.poll(atMost);
    }

    /// This record is the next of its partition to be read again.
    void again(ConsumerRecord<byte[], byte[]> record) {
        consumer.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
    }

    /// Ends what the owning thread waits for with a `WakeupException`. On any thread.
    void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
