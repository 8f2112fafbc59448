package dev.lavant.schemas.control;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A compacted topic as a map that follows it: the newest value of each key, tombstones removed.
///
/// One thread of its own reads; [#values] may be called on any thread and gives an unchanging copy. A record
/// that cannot be read is logged and left out, so that one bad record does not blind a whole service.
///
/// @param <V> type of the values
public final class CompactedTopic<V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);

    private static final Duration CATCHING_UP = Duration.ofMillis(20);
    private static final Duration FOLLOWING = Duration.ofSeconds(30);

    private final String topic;
    private final Deserializer<V> deserializer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<Map<String, V>> onChange;
    private final Map<String, V> building = new TreeMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread reader;
    private volatile Map<String, V> values = Map.of();

    private CompactedTopic(
            String topic, Deserializer<V> deserializer, Properties client, Consumer<Map<String, V>> onChange) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.onChange = onChange;
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.reader = Thread.ofVirtual().name("follow-" + topic).unstarted(this::run);
    }

    /// Reads the topic from its beginning and returns once it has caught up with the end as it was at the call.
    ///
    /// @param client Kafka client settings, at least the bootstrap servers
    /// @param onChange called with the whole map after each batch of changes, on the reading thread
    public static <V> CompactedTopic<V> follow(
            String topic, Deserializer<V> deserializer, Properties client, Consumer<Map<String, V>> onChange) {
        var followed = new CompactedTopic<>(topic, deserializer, client, onChange);
        followed.reader.start();
        try {
            followed.caughtUp.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            followed.close();
        }
        return followed;
    }

    /// The newest values by key, in the order of the keys.
    public Map<String, V> values() {
        return values;
    }

    private void run() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (true) {
                take(consumer.poll(caughtUp.getCount() == 0 ? FOLLOWING : CATCHING_UP));
                if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException _) {
            LOG.atDebug().addKeyValue("topic", topic).log("no longer followed");
        } finally {
            caughtUp.countDown();
        }
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        records.forEach(record -> put(record.key(), record.value()));
        values = Collections.unmodifiableMap(new TreeMap<>(building));
        onChange.accept(values);
    }

    private void put(String key, byte[] value) {
        try {
            if (value == null) {
                building.remove(key);
            } else {
                building.put(key, deserializer.deserialize(topic, value));
            }
        } catch (RuntimeException unreadable) {
            LOG.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("key", key)
                    .setCause(unreadable)
                    .log("record left out, it cannot be read");
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
