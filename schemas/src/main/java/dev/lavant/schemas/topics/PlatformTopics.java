package dev.lavant.schemas.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes topics that are not there yet. One that is there stays as it is.
///
/// @param admin of the cluster
/// @param partitions of topics that hold events
public record PlatformTopics(Admin admin, int partitions) {
    private static final String HOUR_MILLIS = "3600000";
    private static final String THIRTY_DAYS_MILLIS = "2592000000";
    private static final String FOR_EVER = "-1";
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(20);
    private static final String TWO_MIB = "2097152";

    /// Makes those that the platform itself lives on; whoever starts first does it.
    ///
    /// @param client Kafka client settings
    /// @param partitions of topics that hold events
    /// @throws KafkaException when Kafka does not answer or refuses
    public static void prepare(Properties client, int partitions) {
        try (var admin = Admin.create(client)) {
            new PlatformTopics(admin, partitions).ensurePlatform();
        }
    }

    /// Topics that the platform itself lives on.
    public void ensurePlatform() {
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        ensure(topic(Topics.FUNCTIONS, 1, compacted));
        ensure(topic(Topics.REVISIONS, 1, compacted));
        ensure(topic(Topics.ARTIFACTS, 1, compacted));
        ensure(topic(Topics.TENANTS, 1, compacted));
        ensure(topic(Topics.KEYS, 1, compacted));
        ensure(topic(Topics.REDRIVES, 1, compacted));
        ensure(topic(Topics.SCHEDULES, 1, compacted));
        ensure(topic(Topics.HOSTS, 1, compacted));
        ensure(topic(Topics.SUMMARIES, 1, compacted));
        ensure(topic(Topics.STATEMENTS, 1, compacted));
        ensure(topic(Topics.PRICES, 1, compacted));
        ensure(topic(Topics.BUDGETS, 1, compacted));
        ensure(topic(Topics.SPENDING, 1, compacted));
        ensure(topic(Topics.ALERTS, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER)));
        ensure(topic(Topics.SCALING_STATE, 1, compacted));
        ensure(topic(Topics.SCALING_LEADER, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, HOUR_MILLIS)));
        ensure(topic(Topics.SCALING, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, THIRTY_DAYS_MILLIS)));
        ensure(topic(
                Topics.USAGE,
                partitions,
                Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.RETENTION_MS_CONFIG,
                        FOR_EVER)));
    }

    /// Topics that hold events.
    public void ensureEvents(Set<String> names) {
        names.forEach(name -> ensure(topic(name, partitions, Map.of())));
    }

    /// Ticks of one function come one after another.
    public void ensureTicks(String function) {
        ensure(topic(Topics.ticks(function), 1, Map.of()));
    }

    /// A dead letter is the event and why it died: it may be larger than an event.
    public void ensureDeadLetters(String function) {
        ensure(topic(
                Topics.deadLetters(function),
                1,
                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TWO_MIB, TopicConfig.RETENTION_MS_CONFIG, FOR_EVER)));
    }

    /// A copy in a queue is the event and where it came from: one that just fits its source topic must fit here too, or
    /// the router could not get past it.
    public void ensureQueue(String function) {
        ensure(topic(Topics.queue(function), partitions, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TWO_MIB)));
    }

    /// A copy of an event that runs again says where it came from: one that just fits its topic must fit here too.
    public void ensureReplays(String function) {
        ensure(topic(Replays.topic(function), partitions, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TWO_MIB)));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }

    private void ensure(NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
            awaitVisible(topic.name());
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + topic.name() + " cannot be made: " + refused.getCause(), refused);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while making topic " + topic.name(), interrupted);
        }
    }

    /// The controller has made the topic; brokers hear of it a moment later.
    private void awaitVisible(String name) throws ExecutionException, InterruptedException {
        long until = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (!admin.listTopics().names().get().contains(name)) {
            if (System.nanoTime() > until) {
                throw new KafkaException("topic " + name + " was made and is not visible after " + VISIBLE_WITHIN);
            }
        }
    }
}
