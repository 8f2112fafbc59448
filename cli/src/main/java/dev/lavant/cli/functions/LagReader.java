package dev.lavant.cli.functions;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.ShareProgress;
import dev.lavant.schemas.topics.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Asks Kafka for the lag of all functions, with one question of each kind.
public final class LagReader {
    private static final ListOffsetsOptions COMMITTED_RECORDS = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;

    /// @param admin of the cluster; it stays open
    public LagReader(Admin admin) {
        this.admin = admin;
    }

    /// The lag of each function, by its name.
    public Map<String, Lag> read(Collection<FunctionDeployment> functions) {
        var topics = partitions(functions.stream()
                .flatMap(function -> Topics.inputs(function).stream())
                .collect(toSet()));
        Set<TopicPartition> all =
                topics.values().stream().flatMap(Collection::stream).collect(toSet());
        var offsets = new Offsets(topics, offsets(all, OffsetSpec.latest()), offsets(all, OffsetSpec.earliest()));
        var groups = groups(functions, topics);
        return functions.stream()
                .collect(toMap(FunctionDeployment::getName, function -> lag(function, offsets, groups)));
    }

    private record Groups(ListConsumerGroupOffsetsResult consumers, ShareProgress shares) {}

    private Groups groups(Collection<FunctionDeployment> functions, Map<String, List<TopicPartition>> topics) {
        Map<String, ListConsumerGroupOffsetsSpec> consumers = functions.stream()
                .filter(function -> !unordered(function))
                .collect(toMap(FunctionDeployment::getGroupId, _ -> new ListConsumerGroupOffsetsSpec(), (a, _) -> a));
        List<FunctionDeployment> sharing =
                functions.stream().filter(LagReader::unordered).toList();
        return new Groups(
                admin.listConsumerGroupOffsets(consumers),
                ShareProgress.ask(
                        admin,
                        sharing.stream().map(FunctionDeployment::getGroupId).collect(toSet()),
                        sharing.stream()
                                .flatMap(function -> Topics.inputs(function).stream())
                                .flatMap(topic -> topics.getOrDefault(topic, List.of()).stream())
                                .collect(toSet())));
    }

    /// Its hosts are members of a share group.
    private static boolean unordered(FunctionDeployment function) {
        return function.getOrdering() == EventOrdering.NONE;
    }

    private record Offsets(
            Map<String, List<TopicPartition>> topics,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> starts) {}

    private static Lag lag(FunctionDeployment function, Offsets offsets, Groups groups) {
        var ends = new HashMap<TopicPartition, Long>();
        for (String topic : Topics.inputs(function)) {
            if (!offsets.topics().containsKey(topic)) {
                return new Lag.Unknown("there is no topic " + topic);
            }
            offsets.topics()
                    .get(topic)
                    .forEach(partition -> ends.put(
                            partition, Objects.requireNonNull(offsets.ends().get(partition))));
        }
        try {
            Map<TopicPartition, Long> committed = unordered(function)
                    ? Platform.told(() -> groups.shares().reached(function.getGroupId(), ends.keySet()))
                    : committed(groups.consumers(), function.getGroupId());
            return Lag.of(ends, offsets.starts(), committed);
        } catch (RetriableException away) {
            throw away;
        } catch (KafkaException refused) {
            return new Lag.Unknown(String.valueOf(refused.getMessage()));
        }
    }

    private static Map<TopicPartition, Long> committed(ListConsumerGroupOffsetsResult groups, String group) {
        var committed = new HashMap<TopicPartition, Long>();
        Platform.answer(groups.partitionsToOffsetAndMetadata(group)).forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    private Map<String, List<TopicPartition>> partitions(Set<String> topics) {
        var partitions = new HashMap<String, List<TopicPartition>>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            try {
                partitions.put(
                        topic,
                        Platform.answer(description).partitions().stream()
                                .map(info -> new TopicPartition(topic, info.partition()))
                                .toList());
            } catch (UnknownTopicOrPartitionException _) {
                partitions.remove(topic);
            }
        });
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec) {
        var asked = partitions.stream().collect(toMap(partition -> partition, _ -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                Platform.answer(admin.listOffsets(asked, COMMITTED_RECORDS).all());
        return found.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
