package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Numbers of the events in a function's queue, as they are committed. Thread-safe.
final class QueueTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Thread reader;
    private final List<Integer> numbers = new ArrayList<>(); // these two guarded by this
    private final BitSet seen = new BitSet();
    private volatile boolean ended;

    QueueTail(Connection connection, String function) {
        reader = Thread.ofPlatform().daemon().name("tail-" + function).start(() -> read(connection, function));
    }

    private void read(Connection connection, String function) {
        var settings = connection.properties();
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.queue(function)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!ended) {
                consumer.poll(POLL).forEach(event -> add(Integer.parseInt(new String(event.value(), UTF_8))));
            }
        }
    }

    private synchronized void add(int number) {
        numbers.add(number);
        seen.set(number);
    }

    /// All that came, as often as it came.
    synchronized List<Integer> numbers() {
        return List.copyOf(numbers);
    }

    synchronized int count() {
        return numbers.size();
    }

    /// The smallest number that has not come.
    synchronized int firstMissing() {
        return seen.nextClearBit(0);
    }

    @Override
    public void close() {
        ended = true;
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
