package dev.lavant.schemas.control;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// A compacted topic as a map that follows it: the newest value of each key, tombstones removed.
///
/// One thread of its own reads; [#values] may be called on any thread and gives an unchanging copy. A value that
/// can never be read is logged and left out (its key keeps the value before), so that one bad record does not blind
/// a whole service; one that cannot be read *yet*, because the schema registry is away, is tried again each second.
/// Partitions that are added to the topic later are not seen.
///
/// @param <V> type of the values
public final class CompactedTopic<V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);

    private static final Duration CATCHING_UP = Duration.ofMillis(20);
    private static final Duration FOLLOWING = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final String topic;
    private final Deserializer<V> deserializer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<Map<String, V>> onChange;
    private final Map<String, V> building = new TreeMap<>(); // of the reading thread
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
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
    /// @param onChange called with the whole map on the reading thread, first when it has caught up (unless the
    /// topic is empty), then after each batch of changes; what it throws is logged
    /// @throws IllegalStateException when the topic is not there or cannot be read, saying why
    public static <V> CompactedTopic<V> follow(
            String topic, Deserializer<V> deserializer, Properties client, Consumer<Map<String, V>> onChange) {
        var followed = new CompactedTopic<>(topic, deserializer, client, onChange);
        followed.reader.start();
        followed.awaitCaughtUp();
        return followed;
    }

    /// The newest values by key, in the order of the keys.
    public Map<String, V> values() {
        return values;
    }

    private void awaitCaughtUp() {
        try {
            caughtUp.get();
        } catch (ExecutionException _) {
            Throwable why = caughtUp.exceptionNow();
            throw new IllegalStateException("topic " + topic + " cannot be followed: " + why.getMessage(), why);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted while reading topic " + topic, interrupted);
        }
    }

    private void run() {
        try (consumer) {
            catchUp();
            caughtUp.complete(null);
            while (true) {
                followOn();
            }
        } catch (WakeupException _) {
            LOG.atDebug().addKeyValue("topic", topic).log("no longer followed");
        } catch (RuntimeException failed) {
            caughtUp.completeExceptionally(failed);
        } finally {
            caughtUp.completeExceptionally(new IllegalStateException("its reader ended"));
        }
    }

    private void catchUp() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("it does not exist");
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            take(consumer.poll(CATCHING_UP));
        }
        if (!building.isEmpty()) {
            publish();
        }
    }

    private void followOn() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(FOLLOWING);
            if (!records.isEmpty()) {
                take(records);
                publish();
            }
        } catch (WakeupException closed) {
            throw closed;
        } catch (RuntimeException failed) {
            LOG.atError().addKeyValue("topic", topic).setCause(failed).log("topic not read, trying again");
            pause();
        }
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        boolean readable = true;
        for (TopicPartition partition : records.partitions()) {
            readable &= records.records(partition).stream().allMatch(this::takes);
        }
        if (!readable) {
            pause();
        }
    }

    /// False when the record cannot be read yet: then it is the next of its partition to be read again.
    private boolean takes(ConsumerRecord<String, byte[]> record) {
        try {
            put(record);
            return true;
        } catch (RetriableException notYet) {
            said(record, notYet).log("record not readable yet, trying again");
            consumer.seek(new TopicPartition(topic, record.partition()), record.offset());
            return false;
        } catch (RuntimeException unreadable) {
            said(record, unreadable).log("record left out, it cannot be read");
            return true;
        }
    }

    private void put(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            building.remove(record.key());
            return;
        }
        building.put(record.key(), deserializer.deserialize(topic, record.value()));
    }

    private void publish() {
        values = Collections.unmodifiableMap(new TreeMap<>(building));
        try {
            onChange.accept(values);
        } catch (RuntimeException failed) {
            LOG.atError().addKeyValue("topic", topic).setCause(failed).log("change of a followed topic not handled");
        }
    }

    private void pause() {
        try {
            if (closing.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WakeupException();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
    }

    private static LoggingEventBuilder said(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
        return LOG.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("key", record.key())
                .setCause(cause);
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            reader.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
