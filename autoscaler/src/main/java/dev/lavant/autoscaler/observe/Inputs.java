package dev.lavant.autoscaler.observe;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Which partitions the hosts of each function read. Used by one thread.
///
/// Kafka is asked anew every few seconds, so that partitions that were added are seen.
final class Inputs {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Admin admin;
    private Map<String, KafkaFuture<TopicDescription>> described = Map.of();
    private long describedAtNanos;

    Inputs(Admin admin) {
        this.admin = admin;
    }

    /// Makes sure that these functions' topics have been asked for lately.
    void refresh(Collection<FunctionDeployment> functions) {
        Set<String> topics = functions.stream()
                .flatMap(function -> topics(function).stream())
                .collect(Collectors.toSet());
        boolean failed = described.values().stream().anyMatch(KafkaFuture::isCompletedExceptionally);
        boolean fresh = System.nanoTime() - describedAtNanos < FRESH.toNanos();
        if (failed || !fresh || !described.keySet().containsAll(topics)) {
            described = admin.describeTopics(topics).topicNameValues();
            describedAtNanos = System.nanoTime();
        }
    }

    /// The partitions of a function that was among the refreshed.
    ///
    /// @throws ExecutionException when Kafka could not tell those of one topic
    List<TopicPartition> partitions(FunctionDeployment function) throws ExecutionException, InterruptedException {
        var found = new ArrayList<TopicPartition>();
        for (String topic : topics(function)) {
            Objects.requireNonNull(described.get(topic), topic)
                    .get()
                    .partitions()
                    .forEach(partition -> found.add(new TopicPartition(topic, partition.partition())));
        }
        return found;
    }

    private static List<String> topics(FunctionDeployment function) {
        return function.getFilter() == null ? function.getSourceTopics() : List.of(Topics.queue(function.getName()));
    }
}
