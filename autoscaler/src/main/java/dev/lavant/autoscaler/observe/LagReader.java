package dev.lavant.autoscaler.observe;

import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.ShareProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// Asks Kafka what waits for each function, all functions in a few requests. Used by one thread.
///
/// A reading is whole or [Lag.Unknown]: an offset that is missing is never taken for zero. What Kafka cannot tell of
/// one function does not make the others unknown.
public final class LagReader implements AutoCloseable {
    /// The end is the last stable offset: what a transaction has not committed yet does not wait for anyone.
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private static final int ANSWER_WITHIN_MILLIS = 5_000;
    private static final long NONE = -1;
    private static final int AT_ONCE = 100;

    private final Admin admin;
    private final Inputs inputs;

    public LagReader(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS - 1_000);
        admin = Admin.create(settings);
        inputs = new Inputs(admin);
    }

    /// The lag of each function, by its name. Takes at most some ten seconds, when Kafka does not answer.
    public Map<String, Lag> read(Collection<FunctionDeployment> functions) {
        try {
            var lags = new HashMap<String, Lag>();
            var rest = new ArrayDeque<>(functions);
            while (!rest.isEmpty()) {
                readSome(rest, lags);
            }
            return lags;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return functions.stream()
                    .collect(Collectors.toMap(FunctionDeployment::getName, _ -> new Lag.Unknown("interrupted")));
        }
    }

    /// So that a thousand new functions do not need a heap for all the answers at once.
    private void readSome(Queue<FunctionDeployment> rest, Map<String, Lag> lags) throws InterruptedException {
        List<FunctionDeployment> some = Stream.generate(rest::poll)
                .limit(Math.min(AT_ONCE, rest.size()))
                .toList();
        inputs.refresh(some);
        Answers answers = ask(some);
        for (FunctionDeployment function : some) {
            lags.put(function.getName(), lag(function, answers));
        }
    }

    private record Answers(
            ListOffsetsResult ends,
            ListOffsetsResult starts,
            ListConsumerGroupOffsetsResult groups,
            ShareProgress shares) {}

    private Answers ask(Collection<FunctionDeployment> functions) throws InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        Set<TopicPartition> shared = new HashSet<>();
        for (FunctionDeployment function : functions) {
            (unordered(function) ? shared : partitions).addAll(partitionsIfKnown(function));
        }
        partitions.addAll(shared);
        return new Answers(
                admin.listOffsets(each(partitions, OffsetSpec.latest()), COMMITTED),
                admin.listOffsets(each(partitions, OffsetSpec.earliest()), COMMITTED),
                admin.listConsumerGroupOffsets(groups(functions, function -> !unordered(function)).stream()
                        .collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()))),
                ShareProgress.ask(admin, groups(functions, LagReader::unordered), shared));
    }

    private static Set<String> groups(
            Collection<FunctionDeployment> functions, Predicate<FunctionDeployment> condition) {
        return functions.stream()
                .filter(condition)
                .map(FunctionDeployment::getGroupId)
                .collect(Collectors.toSet());
    }

    /// Its hosts are members of a share group.
    private static boolean unordered(FunctionDeployment function) {
        return function.getOrdering() == EventOrdering.NONE;
    }

    private static Map<TopicPartition, OffsetSpec> each(Set<TopicPartition> partitions, OffsetSpec spec) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> spec));
    }

    /// Unknown ones are told of by [#lag], which meets the same failure.
    private Collection<TopicPartition> partitionsIfKnown(FunctionDeployment function) throws InterruptedException {
        try {
            return inputs.partitions(function);
        } catch (ExecutionException _) {
            return Set.of();
        }
    }

    private Lag lag(FunctionDeployment function, Answers answers) throws InterruptedException {
        try {
            List<TopicPartition> partitions = inputs.partitions(function);
            Map<TopicPartition, Long> committed = unordered(function)
                    ? answers.shares().reached(function.getGroupId(), partitions)
                    : committed(function, answers);
            var read = new ArrayList<Lag.Partition>();
            for (TopicPartition partition : partitions) {
                read.add(new Lag.Partition(
                        partition.topic(),
                        partition.partition(),
                        answers.ends().partitionResult(partition).get().offset(),
                        committed.getOrDefault(partition, NONE),
                        answers.starts().partitionResult(partition).get().offset()));
            }
            return new Lag.Known(read);
        } catch (ExecutionException unanswered) {
            return new Lag.Unknown(String.valueOf(unanswered.getCause()));
        }
    }

    private static Map<TopicPartition, Long> committed(FunctionDeployment function, Answers answers)
            throws ExecutionException, InterruptedException {
        var committed = new HashMap<TopicPartition, Long>();
        Map<TopicPartition, OffsetAndMetadata> told = answers.groups()
                .partitionsToOffsetAndMetadata(function.getGroupId())
                .get();
        told.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
