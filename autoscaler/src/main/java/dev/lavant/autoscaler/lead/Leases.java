package dev.lavant.autoscaler.lead;

import dev.lavant.schemas.ScalingLease;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who leads by what is committed, and for how long nothing was heard of them while Kafka answered. Used by one thread.
final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final TopicPartition LEADER = new TopicPartition(Topics.SCALING_LEADER, 0);

    /// More than a few transactions of leases: the newest one is among so many offsets.
    private static final long TAIL = 64;

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroWire wire;
    private Optional<ScalingLease> newest = Optional.empty();
    private Optional<Long> quietSince = Optional.empty();
    private long askedAt;
    private boolean caughtUp;

    /// @throws IllegalStateException when the topic is not there
    Leases(Properties client, AvroWire wire, long nowNanos) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.wire = wire;
        this.askedAt = nowNanos - ASK_EVERY.toNanos();
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        if (consumer.partitionsFor(Topics.SCALING_LEADER).isEmpty()) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw new IllegalStateException("topic " + Topics.SCALING_LEADER
                    + " does not exist, so nobody can lead: lavant deploy makes the topics of the platform");
        }
        consumer.assign(List.of(LEADER));
        consumer.seek(LEADER, Math.max(beginning(), end() - TAIL));
    }

    private long beginning() {
        return consumer.beginningOffsets(List.of(LEADER)).getOrDefault(LEADER, 0L);
    }

    private long end() {
        return consumer.endOffsets(List.of(LEADER), PATIENCE).getOrDefault(LEADER, 0L);
    }

    /// Reads on; asks Kafka once a second whether there is more.
    void look(long nowNanos) {
        try {
            consumer.poll(Duration.ZERO).forEach(record -> {
                newest = Optional.of(wire.decode(record.value(), ScalingLease.class));
                quietSince = Optional.of(nowNanos);
            });
            if (nowNanos - askedAt >= ASK_EVERY.toNanos()) {
                askedAt = nowNanos;
                caughtUp = consumer.position(LEADER) >= end();
                quietSince = quietSince.or(() -> Optional.of(nowNanos));
            }
        } catch (KafkaException away) {
            LOG.atDebug().setCause(away).log("who leads is not known");
            caughtUp = false;
            quietSince = Optional.empty();
        }
    }

    /// Who holds the newest lease; empty when nobody does, or nothing was read yet.
    Optional<String> holder() {
        return newest.map(ScalingLease::getHolder).filter(holder -> !holder.isEmpty());
    }

    /// Whether all leases have been read, as far as Kafka has answered lately.
    boolean caughtUp() {
        return caughtUp;
    }

    /// For how long Kafka has answered and nothing was heard of the holder.
    Duration quiet(long nowNanos) {
        return quietSince.map(since -> Duration.ofNanos(nowNanos - since)).orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
