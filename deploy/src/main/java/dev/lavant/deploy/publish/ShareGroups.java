package dev.lavant.deploy.publish;

import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.topics.Deliveries;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/// The share groups of functions without an order: how they read, and where they begin.
///
/// @param admin of the cluster
public record ShareGroups(Admin admin) {
    /// How long a host's claim on an event holds without being renewed.
    public static final Duration LOCK = Duration.ofSeconds(30);

    /// Hosts cannot choose these: in a share group they hold for all members. Partitions that are added later are read
    /// from their first event on.
    private static final Map<String, String> SETTINGS = Map.of(
            "share.auto.offset.reset",
            "earliest",
            "share.isolation.level",
            "read_committed",
            "share.record.lock.duration.ms",
            Long.toString(LOCK.toMillis()),
            "share.delivery.count.limit",
            Integer.toString(Deliveries.LIMIT));

    /// Makes the group what a function needs, whether there is one yet or not. It begins at these offsets where it has
    /// not begun. While it has members nobody can tell it where: they begin at the first event of a new partition.
    public void prepare(String group, Collection<StartOffset> starts) {
        configure(group);
        var missing = new HashMap<TopicPartition, Long>();
        starts.forEach(
                start -> missing.put(new TopicPartition(start.getTopic(), start.getPartition()), start.getOffset()));
        missing.keySet().removeAll(reached(group).keySet());
        if (missing.isEmpty()) {
            return;
        }
        try {
            Answers.awaitOfNewTopics(
                    "setting the start offsets of " + group,
                    () -> admin.alterShareGroupOffsets(group, missing).all());
        } catch (GroupNotEmptyException itsMembersBegin) {
            return;
        }
    }

    /// Where the group begins in each partition, as its coordinator has last written it: it may be done with more.
    /// Nothing for a partition in which it has not begun.
    Map<TopicPartition, Long> reached(String group) {
        var reached = new HashMap<TopicPartition, Long>();
        Answers.await(
                        "asking for the offsets of " + group,
                        admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                                .partitionsToOffsetInfo(group))
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        reached.put(partition, offset.startOffset());
                    }
                });
        return reached;
    }

    private void configure(String group) {
        List<AlterConfigOp> changes = SETTINGS.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Answers.await(
                "configuring share group " + group,
                admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), changes))
                        .all());
    }
}
