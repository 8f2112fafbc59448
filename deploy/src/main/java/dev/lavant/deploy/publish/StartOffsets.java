package dev.lavant.deploy.publish;

import dev.lavant.schemas.StartOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/// Where a function begins, so that "no committed offset" never happens and lag is known from the first event.
///
/// @param admin of the cluster
public record StartOffsets(Admin admin) {

    /// Where a function begins in each partition of its topics: where it began before, and in new partitions at the
    /// end or at the oldest event.
    ///
    /// @param before those of the revision before
    public List<StartOffset> of(Set<String> topics, Collection<StartOffset> before, OffsetSpec where) {
        Map<TopicPartition, Long> known = before.stream()
                .collect(Collectors.toMap(
                        start -> new TopicPartition(start.getTopic(), start.getPartition()), StartOffset::getOffset));
        Set<TopicPartition> partitions = partitions(topics);
        Map<TopicPartition, Long> found = offsets(
                partitions.stream().filter(one -> !known.containsKey(one)).collect(Collectors.toSet()), where);
        return partitions.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .map(one -> new StartOffset(
                        one.topic(), one.partition(), known.getOrDefault(one, found.getOrDefault(one, 0L))))
                .toList();
    }

    /// Commits these offsets for partitions in which the group has none yet. While the group has members only they can
    /// commit for it: then each host begins at the start offset of its deployment and commits that.
    public void commit(String group, Collection<StartOffset> starts) {
        var missing = new HashMap<TopicPartition, OffsetAndMetadata>();
        starts.forEach(start -> missing.put(
                new TopicPartition(start.getTopic(), start.getPartition()), new OffsetAndMetadata(start.getOffset())));
        missing.keySet().removeAll(reached(group).keySet());
        if (missing.isEmpty()) {
            return;
        }
        try {
            Answers.awaitOfNewTopics(
                    "setting the start offsets of " + group,
                    () -> admin.alterConsumerGroupOffsets(group, missing).all());
        } catch (UnknownMemberIdException | GroupNotEmptyException itsMembersDo) {
            return;
        }
    }

    /// The first event in each partition that the group is not done with; nothing where it has committed nothing.
    Map<TopicPartition, Long> reached(String group) {
        var reached = new HashMap<TopicPartition, Long>();
        Answers.await(
                        "asking for the offsets of " + group,
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        reached.put(partition, offset.offset());
                    }
                });
        return reached;
    }

    /// Partitions of the topic that has the most of them.
    int mostPartitions(Set<String> topics) {
        return 1
                + partitions(topics).stream()
                        .mapToInt(TopicPartition::partition)
                        .max()
                        .orElse(0);
    }

    private Set<TopicPartition> partitions(Set<String> topics) {
        return Answers.awaitOfNewTopics(
                        "describing " + topics,
                        () -> admin.describeTopics(List.copyOf(topics)).allTopicNames())
                .values()
                .stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec where) {
        var asked = partitions.stream().collect(Collectors.toMap(p -> p, _ -> where));
        return Answers.awaitOfNewTopics(
                        "asking for the offsets of " + partitions,
                        () -> admin.listOffsets(asked).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
