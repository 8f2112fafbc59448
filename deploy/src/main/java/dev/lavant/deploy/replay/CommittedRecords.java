package dev.lavant.deploy.replay;

import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads topics as they are, without a group and committed records only. One thread at a time.
final class CommittedRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final KafkaConsumer<byte[], byte[]> consumer;

    CommittedRecords(Connection connection) {
        Properties settings = connection.withoutMetrics();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Hands over what a topic holds now, each partition from its beginning. One that is not there holds nothing.
    ///
    /// @throws TimeoutException when nothing comes for four seconds before its end
    void each(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long missing = missing(ends);
        long movedNanos = System.nanoTime();
        while (missing > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                var at = new TopicPartition(topic, record.partition());
                if (record.offset() < Objects.requireNonNull(ends.get(at))) {
                    taker.accept(record);
                    movedNanos = System.nanoTime();
                }
            }
            long before = missing;
            missing = missing(ends);
            movedNanos = missing < before ? System.nanoTime() : movedNanos;
            if (System.nanoTime() - movedNanos > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing came for " + PATIENCE.toSeconds() + " s, " + missing
                        + " offsets before the end of " + topic);
            }
        }
    }

    private long missing(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
