package dev.lavant.autoscaler.observe;

import dev.lavant.autoscaler.decide.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The event that waits and expires first.
///
/// @param at its timestamp
/// @param expiresAt when the topic's retention may delete it; empty for never
public record OldestWaiting(Instant at, Optional<Instant> expiresAt) {
    private static final Duration FOUND_WITHIN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    /// Looks for it; empty when nothing waits, or it cannot be read within a few seconds.
    ///
    /// @throws KafkaException when Kafka refuses
    public static Optional<OldestWaiting> find(Properties client, Lag.Known lag) {
        Map<TopicPartition, Long> starts = lag.partitions().stream()
                .filter(partition -> partition.events() > 0)
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(partition.topic(), partition.partition()),
                        partition -> Math.max(partition.committed(), partition.logStart())));
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Optional<Duration>> kept = retention(
                client,
                starts.keySet().stream().map(TopicPartition::topic).distinct().toList());
        return firstRecords(client, starts).values().stream()
                .map(record -> {
                    Instant at = Instant.ofEpochMilli(record.timestamp());
                    return new OldestWaiting(
                            at,
                            kept.getOrDefault(record.topic(), Optional.empty()).map(at::plus));
                })
                .min(Comparator.comparing((OldestWaiting one) -> one.expiresAt().orElse(Instant.MAX))
                        .thenComparing(OldestWaiting::at));
    }

    /// For people.
    public String text() {
        return "; the oldest is of " + at
                + expiresAt.map(expires -> " and expires at " + expires).orElse(" and does not expire");
    }

    private static Map<TopicPartition, ConsumerRecord<byte[], byte[]>> firstRecords(
            Properties client, Map<TopicPartition, Long> starts) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        var first = new HashMap<TopicPartition, ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(starts.keySet());
            starts.forEach(consumer::seek);
            long until = System.nanoTime() + FOUND_WITHIN.toNanos();
            while (first.size() < starts.size() && System.nanoTime() < until) {
                consumer.poll(POLL)
                        .forEach(record ->
                                first.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record));
                consumer.pause(first.keySet());
            }
        }
        return first;
    }

    /// How long records are kept, by topic; empty for ever.
    private static Map<String, Optional<Duration>> retention(Properties client, List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try (var admin = Admin.create(client)) {
            return admin.describeConfigs(resources).all().get().entrySet().stream()
                    .collect(Collectors.toMap(one -> one.getKey().name(), one -> retention(one.getValue())));
        } catch (ExecutionException refused) {
            throw new KafkaException("retention of " + topics + " is unknown: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for retention", interrupted);
        }
    }

    private static Optional<Duration> retention(Config config) {
        boolean deletes =
                config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
        long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        return deletes && millis >= 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
    }
}
