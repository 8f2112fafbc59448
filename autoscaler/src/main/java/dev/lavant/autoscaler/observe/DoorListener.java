package dev.lavant.autoscaler.observe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One consumer without a group that holds a fetch open on some partitions, on a thread of its own.
final class DoorListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DoorListener.class);
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final int LEAST_FETCH_BYTES = 1;

    /// Of each of the six metrics that a consumer has for each partition, and nobody reads here.
    private static final int LEAST_SAMPLES = 1;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<Set<TopicPartition>> arrived;
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("doorbell").unstarted(this::run);
    private volatile Map<TopicPartition, Long> wanted = Map.of();
    private volatile boolean closed;

    /// Starts to listen to nothing.
    ///
    /// @param held how long a fetch is held open when nothing arrives
    /// @param arrived called on the listening thread, once for each partition until it has a new offset
    DoorListener(Properties client, Duration held, Consumer<Set<TopicPartition>> arrived) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LEAST_FETCH_BYTES);
        settings.put(ConsumerConfig.METRICS_NUM_SAMPLES_CONFIG, LEAST_SAMPLES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) held.toMillis());
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.arrived = arrived;
        thread.start();
    }

    /// Listens to these partitions from now on, each from an offset, and to no others.
    void listen(Map<TopicPartition, Long> partitions) {
        if (!partitions.equals(wanted)) {
            wanted = Map.copyOf(partitions);
            changed.release();
            consumer.wakeup();
        }
    }

    private void run() {
        Map<TopicPartition, Long> heard = new HashMap<>();
        try {
            while (!closed) {
                follow(heard);
                hear();
            }
        } catch (InterruptedException _) {
            LOG.atDebug().log("doorbell interrupted");
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO)); // it would wait for the fetch that is held open
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
            ring(consumer.poll(POLL).partitions());
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
            arrived.accept(partitions);
        }
    }

    /// Asks it to end.
    void leave() {
        closed = true;
        changed.release();
        consumer.wakeup();
    }

    @Override
    public void close() {
        leave();
        try {
            boolean _ = thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
