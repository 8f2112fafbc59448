package dev.lavant.host.receive;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads events of a function's topics as a member of its consumer group (KIP-848 protocol), committed ones only.
///
/// Offsets are never committed here: that is part of the transaction. Owned by the engine's thread.
public final class EventReader implements AutoCloseable {
    /// Records at most that one poll hands over.
    public static final int MAX_POLL_RECORDS = 1_000;

    private static final long MOST_FETCHED_BYTES = 8L << 20;

    /// Kafka's own 64 KiB let a fetch of 1 MiB arrive in a dozen pieces.
    private static final int SIZED_BY_THE_KERNEL = -1;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration AHEAD_POLL = Duration.ofMillis(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> starts;
    private final Arrivals arrivals = new Arrivals();
    private Ownership ownership = arrivals;
    private ConsumerRecords<byte[], byte[]> ahead = ConsumerRecords.empty();

    /// What the engine does when partitions come and go; called on its own thread, inside [#poll].
    public interface Ownership {
        /// These partitions are ours from where the group stands.
        ///
        /// @param committed where the group has come to
        /// @param fresh where it begins in partitions in which it has committed nothing
        void gained(Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> fresh);

        /// These partitions are about to go to another host; what is decided can still be committed.
        void releasing(Collection<TopicPartition> partitions);

        /// These partitions went to another host long ago; nothing of them can be committed.
        void lost(Collection<TopicPartition> partitions);
    }

    /// What is read.
    ///
    /// @param group consumer group of the function
    /// @param starts where to begin in partitions in which the group has committed nothing
    public record Subscription(String group, List<String> topics, Map<TopicPartition, Long> starts) {}

    /// Joins the group; partitions arrive during later polls.
    ///
    /// @param consumer closed with this reader
    public EventReader(Consumer<byte[], byte[]> consumer, Subscription subscription, Ownership ownership) {
        this(consumer, subscription);
        handTo(ownership);
    }

    /// The same for an engine that is not there yet.
    ///
    /// @param consumer closed with this reader
    public EventReader(Consumer<byte[], byte[]> consumer, Subscription subscription) {
        this.consumer = consumer;
        this.starts = Map.copyOf(subscription.starts());
        consumer.subscribe(subscription.topics(), new Rebalances());
    }

    /// Gets partitions and their first records before the engine is there, and returns when it has some or the engine
    /// wants to read itself. On any thread, and before [#handTo].
    ///
    /// @throws Expelled when the group has gone on without this reader
    public void readAhead(BooleanSupplier wanted) {
        while (ahead.isEmpty() && !wanted.getAsBoolean()) {
            ahead = poll(AHEAD_POLL);
        }
    }

    /// The engine is there: it is told what has come so far, and what comes from now on.
    public void handTo(Ownership engine) {
        ownership = engine;
        arrivals.tell(engine);
    }

    /// A consumer as a host needs one.
    ///
    /// @param client Kafka client settings
    /// @param patience the longest that the group must wait for it to give partitions back
    public static Consumer<byte[], byte[]> consumer(Properties client, String group, Duration patience) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                GroupProtocol.CONSUMER.name().toLowerCase(Locale.ROOT));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, SIZED_BY_THE_KERNEL);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        settings.put(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                fetchBytes(Runtime.getRuntime().maxMemory()));
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) patience.toMillis());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static int fetchBytes(long heapBytes) {
        return (int) Math.min(MOST_FETCHED_BYTES, heapBytes / 16);
    }

    /// A record that was read must be read again.
    public void readAgain(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
    }

    /// The next events, of partitions that are not paused.
    ///
    /// @throws Expelled when the group has gone on without this reader
    public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        if (!ahead.isEmpty()) {
            ConsumerRecords<byte[], byte[]> first = ahead;
            ahead = ConsumerRecords.empty();
            return first;
        }
        try {
            return consumer.poll(atMost);
        } catch (KafkaException failed) {
            throw Expelled.of(failed);
        }
    }

    /// The offset that will be read next; empty while the consumer does not know it. It is not waited for: meanwhile
    /// the group may want a partition back or go on without this reader, and only [#poll] finds that out.
    ///
    /// @throws Expelled when the group has gone on without this reader
    public OptionalLong position(TopicPartition partition) {
        if (!ahead.isEmpty()) {
            return OptionalLong.empty(); // the consumer's is behind records that nobody has taken
        }
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException _) {
            return OptionalLong.empty();
        } catch (KafkaException failed) {
            throw Expelled.of(failed);
        }
    }

    /// Exactly these partitions deliver nothing until the next call.
    public void pauseOnly(Collection<TopicPartition> partitions) {
        Set<TopicPartition> paused = consumer.paused();
        if (paused.size() == partitions.size() && paused.containsAll(partitions)) {
            return;
        }
        Set<TopicPartition> assigned = consumer.assignment(); // those of a host that was frozen may be gone already
        consumer.resume(paused.stream().filter(assigned::contains).toList());
        consumer.pause(partitions.stream().filter(assigned::contains).toList());
    }

    /// Whether everything that is in its partitions has been read. Asks the broker.
    public boolean atEnd() {
        Set<TopicPartition> assigned = consumer.assignment();
        return !assigned.isEmpty()
                && ahead.isEmpty()
                && consumer.endOffsets(assigned).entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /// What a transaction needs to be refused when the group has moved on.
    public ConsumerGroupMetadata groupMetadata() {
        return consumer.groupMetadata();
    }

    /// Leaves the group.
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
            var fresh = new HashMap<TopicPartition, Long>();
            Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(partitions));
            partitions.forEach(partition -> {
                OffsetAndMetadata offset = known.get(partition);
                if (offset != null) {
                    committed.put(partition, offset);
                } else {
                    fresh.put(partition, begin(partition));
                }
            });
            ownership.gained(committed, fresh);
        }

        /// Where the deployment says; the group had members then, and they alone can commit for it.
        private long begin(TopicPartition partition) {
            Long start = starts.get(partition);
            if (start != null) {
                consumer.seek(partition, start);
            }
            return consumer.position(partition);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            ownership.releasing(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            ownership.lost(partitions);
        }
    }
}
