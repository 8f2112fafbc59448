package dev.lavant.schemas.control;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads topics as they are, without a consumer group: committed records only, and nobody's offsets move.
///
/// One thread at a time.
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /// @param consumer made as by [#consumer], and closed with this
    public TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /// A consumer that has no group and reads committed records only.
    ///
    /// @param client Kafka client settings, at least the bootstrap servers
    public static KafkaConsumer<byte[], byte[]> consumer(Map<?, ?> client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Where reading starts.
    public enum Start {
        BEGINNING,
        END
    }

    /// Where reading stops by itself.
    public enum Stop {
        /// At the end of the topic as it was when reading began.
        AT_END,
        NEVER
    }

    /// The partitions of a topic; none when there is no such topic.
    public List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /// Where a partition begins and ends.
    ///
    /// @param from the first offset that is kept
    /// @param end the one after the last that a reader of committed records sees
    public record Span(long from, long end) {
        /// A partition that is not there.
        public static final Span EMPTY = new Span(0, 0);
    }

    /// Where partitions begin and end.
    public Map<TopicPartition, Span> spans(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        var spans = new HashMap<TopicPartition, Span>();
        consumer.beginningOffsets(partitions)
                .forEach((partition, from) -> spans.put(partition, new Span(from, ends.getOrDefault(partition, from))));
        return spans;
    }

    /// Hands over every record of the topics from their beginning to their present end. A topic that does not
    /// exist has no records.
    public void readAll(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var partitions =
                topics.stream().flatMap(topic -> partitions(topic).stream()).toList();
        read(partitions, Start.BEGINNING, Stop.AT_END, record -> {
            each.accept(record);
            return true;
        });
    }

    /// The committed record at an offset; empty when there is none.
    public Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        if (!partitions(partition.topic()).contains(partition)) {
            return Optional.empty();
        }
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
        if (offset < begin || offset >= end) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        var found = new AtomicReference<ConsumerRecord<byte[], byte[]>>();
        readUntil(Map.of(partition, offset + 1), record -> {
            found.set(record);
            return false;
        });
        return Optional.ofNullable(found.get());
    }

    /// Hands over records until told to stop.
    ///
    /// @param more takes a record and says whether another one is wanted
    public void read(
            List<TopicPartition> partitions, Start start, Stop stop, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = start == Start.BEGINNING ? consumer.beginningOffsets(partitions) : ends;
        starts.forEach(consumer::seek);
        switch (stop) {
            case AT_END -> readUntil(ends, more);
            case NEVER -> readOn(more);
        }
    }

    private void readOn(Predicate<ConsumerRecord<byte[], byte[]>> more) {
        boolean wanted = true;
        while (wanted) {
            wanted = handOver(consumer.poll(POLL), more);
        }
    }

    private void readUntil(Map<TopicPartition, Long> ends, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        Predicate<ConsumerRecord<byte[], byte[]>> within =
                record -> record.offset() >= end(record, ends) || more.test(record);
        long missing = missing(ends);
        long movedAt = System.nanoTime();
        boolean wanted = true;
        while (wanted && missing > 0) {
            wanted = handOver(consumer.poll(POLL), within);
            long before = missing;
            missing = missing(ends);
            movedAt = missing < before ? System.nanoTime() : movedAt;
            if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
                throw new TimeoutException("No record came for " + PATIENCE.toSeconds() + " s, " + missing
                        + " offsets before the end of " + ends.keySet());
            }
        }
    }

    private static long end(ConsumerRecord<?, ?> record, Map<TopicPartition, Long> ends) {
        return Objects.requireNonNull(ends.get(new TopicPartition(record.topic(), record.partition())));
    }

    private static boolean handOver(
            ConsumerRecords<byte[], byte[]> records, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        for (var record : records) {
            if (!more.test(record)) {
                return false;
            }
        }
        return true;
    }

    /// Offsets between where reading stands and the ends.
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
