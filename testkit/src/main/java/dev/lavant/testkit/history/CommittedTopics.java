package dev.lavant.testkit.history;

import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Whole topics as a reader of committed records sees them.
///
/// @param connection where they are
public record CommittedTopics(Connection connection) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

    /// Every record from the topic's beginning to its end, each partition in the order of its offsets.
    ///
    /// @throws KafkaException when nothing comes for a minute
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var settings = connection.properties();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long until = System.nanoTime() + LONGEST_STANDSTILL.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = consumer.poll(POLL);
                records.forEach(found::add);
                until = records.isEmpty() ? until : System.nanoTime() + LONGEST_STANDSTILL.toNanos();
                requireTime(until, topic);
            }
        }
        return found;
    }

    private static void requireTime(long until, String topic) {
        if (System.nanoTime() > until) {
            throw new KafkaException(
                    topic + " could not be read to its end: nothing came for " + LONGEST_STANDSTILL.toSeconds() + " s");
        }
    }
}
