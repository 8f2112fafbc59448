package dev.lavant.autoscaler.observe;

import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Asks Kafka what waits for each function, all functions in three requests. Used by one thread.
///
/// A reading is whole or [Lag.Unknown]: an offset that is missing is never taken for zero.
public final class LagReader implements AutoCloseable {
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;
    private final ConcurrentMap<String, List<TopicPartition>> partitions = new ConcurrentHashMap<>();

    public LagReader(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        admin = Admin.create(settings);
    }

    /// Topics that a function's hosts read.
    public static List<String> inputs(FunctionDeployment function) {
        return function.getFilter() == null ? function.getSourceTopics() : List.of(Topics.queue(function.getName()));
    }

    /// The lag of each function, by its name.
    public Map<String, Lag> read(Collection<FunctionDeployment> functions) {
        if (functions.isEmpty()) {
            return Map.of();
        }
        try {
            return readAll(functions);
        } catch (ExecutionException unanswered) {
            return unknown(functions, String.valueOf(unanswered.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unknown(functions, "interrupted");
        }
    }

    private static Map<String, Lag> unknown(Collection<FunctionDeployment> functions, String why) {
        return functions.stream().collect(Collectors.toMap(FunctionDeployment::getName, _ -> new Lag.Unknown(why)));
    }

    private Map<String, Lag> readAll(Collection<FunctionDeployment> functions)
            throws ExecutionException, InterruptedException {
        Set<TopicPartition> all = new HashSet<>();
        for (FunctionDeployment function : functions) {
            all.addAll(partitions(function));
        }
        var ends = offsets(all, OffsetSpec.latest());
        var starts = offsets(all, OffsetSpec.earliest());
        var groups = admin.listConsumerGroupOffsets(functions.stream()
                .collect(Collectors.toMap(
                        FunctionDeployment::getGroupId, _ -> new ListConsumerGroupOffsetsSpec(), (a, _) -> a)));
        var found = new Offsets(ends.get(), starts.get());
        var lags = new HashMap<String, Lag>();
        for (FunctionDeployment function : functions) {
            var committed = groups.partitionsToOffsetAndMetadata(function.getGroupId());
            lags.put(function.getName(), lag(partitions(function), found, committed));
        }
        return lags;
    }

    private record Offsets(
            Map<TopicPartition, ListOffsetsResultInfo> ends, Map<TopicPartition, ListOffsetsResultInfo> starts) {}

    private static Lag lag(
            List<TopicPartition> partitions,
            Offsets offsets,
            KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> group;
        try {
            group = committed.get();
        } catch (ExecutionException unanswered) {
            return new Lag.Unknown(String.valueOf(unanswered.getCause()));
        }
        var read = new ArrayList<Lag.Partition>();
        for (TopicPartition partition : partitions) {
            ListOffsetsResultInfo end = offsets.ends().get(partition);
            ListOffsetsResultInfo start = offsets.starts().get(partition);
            if (end == null || start == null) {
                return new Lag.Unknown("no offsets of " + partition);
            }
            OffsetAndMetadata offset = group.get(partition);
            read.add(new Lag.Partition(
                    partition.topic(),
                    partition.partition(),
                    end.offset(),
                    offset == null ? -1 : offset.offset(),
                    start.offset()));
        }
        return new Lag.Known(List.copyOf(read));
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
            Set<TopicPartition> partitions, OffsetSpec spec) {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, _ -> spec)), COMMITTED)
                .all();
    }

    private List<TopicPartition> partitions(FunctionDeployment function)
            throws ExecutionException, InterruptedException {
        var found = new ArrayList<TopicPartition>();
        for (String topic : inputs(function)) {
            found.addAll(partitions(topic));
        }
        return found;
    }

    private List<TopicPartition> partitions(String topic) throws ExecutionException, InterruptedException {
        List<TopicPartition> known = partitions.get(topic);
        if (known == null) {
            known = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            partitions.put(topic, known);
        }
        return known;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
