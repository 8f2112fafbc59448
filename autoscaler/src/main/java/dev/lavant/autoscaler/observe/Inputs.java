package dev.lavant.autoscaler.observe;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Which partitions the hosts of each function read. Used by one thread.
///
/// Kafka is asked anew every few seconds, so that partitions that were added are seen.
final class Inputs {
    private static final Duration FRESH = Duration.ofSeconds(5);

    /// Topics that nobody has asked for so long are forgotten.
    private static final Duration KEPT = Duration.ofMinutes(2);

    private final Admin admin;
    private final Map<String, Asked> asked = new HashMap<>();

    private record Asked(KafkaFuture<TopicDescription> answer, long atNanos) {
        boolean olderThan(Duration age, long nowNanos) {
            return nowNanos - atNanos > age.toNanos();
        }
    }

    Inputs(Admin admin) {
        this.admin = admin;
    }

    /// Makes sure that these functions' topics have been asked for lately.
    void refresh(Collection<FunctionDeployment> functions) {
        long now = System.nanoTime();
        asked.values()
                .removeIf(topic -> topic.olderThan(KEPT, now) || topic.answer().isCompletedExceptionally());
        List<String> old = functions.stream()
                .flatMap(function -> Topics.inputs(function).stream())
                .distinct()
                .filter(topic -> !asked.containsKey(topic) || asked.get(topic).olderThan(FRESH, now))
                .toList();
        admin.describeTopics(old)
                .topicNameValues()
                .forEach((topic, answer) -> asked.put(topic, new Asked(answer, now)));
    }

    /// The partitions of a function that was among the refreshed.
    ///
    /// @throws ExecutionException when Kafka could not tell those of one topic
    List<TopicPartition> partitions(FunctionDeployment function) throws ExecutionException, InterruptedException {
        var found = new ArrayList<TopicPartition>();
        for (String topic : Topics.inputs(function)) {
            Objects.requireNonNull(asked.get(topic), topic)
                    .answer()
                    .get()
                    .partitions()
                    .forEach(partition -> found.add(new TopicPartition(topic, partition.partition())));
        }
        return found;
    }
}
