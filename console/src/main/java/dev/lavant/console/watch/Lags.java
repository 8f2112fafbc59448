package dev.lavant.console.watch;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.lavant.console.picture.LagReading;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.ShareProgress;
import dev.lavant.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Asks Kafka for the lag of all functions, with one question of each kind.
record Lags(Admin admin) {
    private static final ListOffsetsOptions COMMITTED_RECORDS = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    /// The lag of each function, by its name.
    ///
    /// @throws ExecutionException when Kafka does not answer
    Map<String, LagReading> read(Collection<FunctionDeployment> functions)
            throws ExecutionException, InterruptedException {
        var topics = partitions(functions.stream()
                .flatMap(function -> Topics.inputs(function).stream())
                .collect(toSet()));
        Set<TopicPartition> all =
                topics.values().stream().flatMap(Collection::stream).collect(toSet());
        var seen = new Seen(
                topics,
                offsets(all, OffsetSpec.latest()),
                offsets(all, OffsetSpec.earliest()),
                groups(functions, topics));
        var lags = new HashMap<String, LagReading>();
        for (FunctionDeployment function : functions) {
            lags.put(function.getName(), lag(function, seen));
        }
        return lags;
    }

    private record Groups(ListConsumerGroupOffsetsResult consumers, ShareProgress shares) {
        Map<TopicPartition, Long> reached(FunctionDeployment function, Collection<TopicPartition> partitions)
                throws ExecutionException, InterruptedException {
            if (unordered(function)) {
                return shares.reached(function.getGroupId(), partitions);
            }
            var committed = new HashMap<TopicPartition, Long>();
            consumers.partitionsToOffsetAndMetadata(function.getGroupId()).get().forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
            return committed;
        }
    }

    private record Seen(
            Map<String, List<TopicPartition>> topics,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> starts,
            Groups groups) {}

    private static LagReading lag(FunctionDeployment function, Seen seen) throws InterruptedException {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : Topics.inputs(function)) {
            if (!seen.topics().containsKey(topic)) {
                return new LagReading.Unknown("there is no topic " + topic);
            }
            partitions.addAll(seen.topics().getOrDefault(topic, List.of()));
        }
        try {
            return lag(partitions, seen, seen.groups().reached(function, partitions));
        } catch (ExecutionException refused) {
            return new LagReading.Unknown(String.valueOf(refused.getCause()));
        }
    }

    private static LagReading lag(List<TopicPartition> partitions, Seen seen, Map<TopicPartition, Long> committed) {
        var read = new ArrayList<LagReading.Partition>();
        for (TopicPartition partition : partitions) {
            Long done = committed.get(partition);
            if (done == null) {
                return new LagReading.Unknown("no committed offset for " + partition);
            }
            read.add(new LagReading.Partition(
                    partition.topic(),
                    partition.partition(),
                    Objects.requireNonNull(seen.ends().get(partition)),
                    Math.max(done, seen.starts().getOrDefault(partition, 0L))));
        }
        return new LagReading.Known(List.copyOf(read));
    }

    /// Its hosts are members of a share group.
    private static boolean unordered(FunctionDeployment function) {
        return function.getOrdering() == EventOrdering.NONE;
    }

    private Groups groups(Collection<FunctionDeployment> functions, Map<String, List<TopicPartition>> topics) {
        List<FunctionDeployment> sharing =
                functions.stream().filter(Lags::unordered).toList();
        return new Groups(
                admin.listConsumerGroupOffsets(functions.stream()
                        .filter(function -> !unordered(function))
                        .collect(toMap(
                                FunctionDeployment::getGroupId, _ -> new ListConsumerGroupOffsetsSpec(), (a, _) -> a))),
                ShareProgress.ask(
                        admin,
                        sharing.stream().map(FunctionDeployment::getGroupId).collect(toSet()),
                        sharing.stream()
                                .flatMap(function -> Topics.inputs(function).stream())
                                .flatMap(topic -> topics.getOrDefault(topic, List.of()).stream())
                                .collect(toSet())));
    }

    private Map<String, List<TopicPartition>> partitions(Set<String> topics)
            throws ExecutionException, InterruptedException {
        var partitions = new HashMap<String, List<TopicPartition>>();
        for (var asked : admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                partitions.put(
                        asked.getKey(),
                        asked.getValue().get().partitions().stream()
                                .map(info -> new TopicPartition(asked.getKey(), info.partition()))
                                .toList());
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed;
                }
            }
        }
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var asked = partitions.stream().collect(toMap(partition -> partition, _ -> spec));
        return admin.listOffsets(asked, COMMITTED_RECORDS).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
