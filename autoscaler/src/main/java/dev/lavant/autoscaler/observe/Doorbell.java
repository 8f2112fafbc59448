package dev.lavant.autoscaler.observe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rings when a committed record arrives for a function that has no host, so that nobody waits for the next look.
///
/// One consumer without a group holds a fetch open on the partitions of all such functions. It tells only that
/// something has come; what waits is read by [LagReader]. When it cannot listen it rings for all, so that they are
/// looked at. One thread may call it; the consumer belongs to a thread of its own.
public final class Doorbell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorbell.class);
    private static final Duration LISTENING = Duration.ofMinutes(1);
    private static final int LEAST_FETCH_BYTES = 1;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Runnable ring;
    private final Semaphore changed = new Semaphore(0);
    private final Thread listener = Thread.ofVirtual().name("doorbell").unstarted(this::run);
    private final Set<TopicPartition> rung = ConcurrentHashMap.newKeySet();
    private volatile Map<TopicPartition, Long> wanted = Map.of();
    private volatile boolean closed;

    /// Starts to listen to nothing.
    ///
    /// @param ring called on the listening thread, once for each partition until it is listened to from elsewhere
    public Doorbell(Properties client, Runnable ring) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LEAST_FETCH_BYTES);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.ring = ring;
        listener.start();
    }

    /// Listens to these partitions from now on, each from an offset, and to no others.
    public void listen(Map<TopicPartition, Long> partitions) {
        if (!partitions.equals(wanted)) {
            wanted = Map.copyOf(partitions);
            changed.release();
            consumer.wakeup();
        }
    }

    /// The partitions it has rung for since the last call.
    public Set<TopicPartition> rung() {
        Set<TopicPartition> now = Set.copyOf(rung);
        rung.removeAll(now);
        return now;
    }

    private void run() {
        Map<TopicPartition, Long> heard = new HashMap<>();
        try (consumer) {
            while (!closed) {
                follow(heard);
                hear();
            }
        } catch (InterruptedException _) {
            LOG.atDebug().log("doorbell interrupted");
        }
    }

    /// Moves the consumer to where it is wanted.
    private void follow(Map<TopicPartition, Long> heard) throws InterruptedException {
        if (wanted.isEmpty()) {
            changed.acquire();
        }
        changed.drainPermits();
        Map<TopicPartition, Long> now = wanted;
        if (now.equals(heard)) {
            return;
        }
        consumer.assign(now.keySet());
        now.forEach((partition, offset) -> {
            if (!offset.equals(heard.get(partition))) {
                consumer.seek(partition, offset);
                consumer.resume(Set.of(partition));
            }
        });
        heard.clear();
        heard.putAll(now);
    }

    private void hear() {
        if (consumer.assignment().isEmpty()) {
            return;
        }
        try {
            ring(consumer.poll(LISTENING).partitions());
        } catch (WakeupException _) {
            LOG.atTrace().log("doorbell moves");
        } catch (KafkaException deaf) { // whoever listens here is looked at, so this costs only time
            LOG.atWarn().setCause(deaf).log("doorbell does not hear for now");
            ring(consumer.assignment());
        }
    }

    private void ring(Set<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            consumer.pause(partitions);
            rung.addAll(partitions);
            ring.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        changed.release();
        consumer.wakeup();
        try {
            listener.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
