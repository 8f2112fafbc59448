package dev.lavant.deploy.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Commits where a group begins, so that "no committed offset" never happens and lag is known from the first event.
///
/// Partitions that have an offset keep it; only new ones get the end of their log: a function handles the events
/// that come after it was deployed.
///
/// @param admin of the cluster
public record StartOffsets(Admin admin) {

    /// Gives every partition of these topics an offset in the group.
    public void ensure(String group, Set<String> topics) {
        try {
            Set<TopicPartition> without = partitions(topics);
            without.removeAll(
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                            .filter(offset -> offset.getValue() != null)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()));
            if (!without.isEmpty()) {
                admin.alterConsumerGroupOffsets(group, ends(without)).all().get();
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("start offsets of " + group + " cannot be set: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while setting the start offsets of " + group, interrupted);
        }
    }

    private Set<TopicPartition> partitions(Set<String> topics) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.copyOf(topics)).allTopicNames().get().values().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, OffsetAndMetadata> ends(Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        var latest = partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, OffsetAndMetadata>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        return ends;
    }
}
