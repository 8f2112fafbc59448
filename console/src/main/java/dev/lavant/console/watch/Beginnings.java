package dev.lavant.console.watch;

import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/// From where each topic is read: compacted ones from their beginning, the others from what the page can still show.
record Beginnings(KafkaConsumer<byte[], byte[]> consumer) {
    private static final Set<String> WHOLE = Set.of(
            Topics.FUNCTIONS,
            Topics.HOSTS,
            Topics.STATEMENTS,
            Topics.REDRIVES,
            Topics.KEYS,
            Topics.BUDGETS,
            Topics.SPENDING);
    private static final Duration DECISIONS = Duration.ofHours(24);
    private static final Duration LATELY = Duration.ofMinutes(15);

    /// Usage is many; of each partition no more is read at the start.
    private static final long USAGE_RECORDS = 2_000;

    /// Dead letters stand between the marks of transactions.
    private static final long LETTER_OFFSETS = 60;

    List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /// Goes to where reading begins.
    ///
    /// @param partitions that are assigned
    void seek(Collection<TopicPartition> partitions, Instant now) {
        Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> timely = timely(partitions, now);
        partitions.forEach(partition -> {
            long end = Objects.requireNonNull(ends.get(partition));
            long from = switch (partition.topic()) {
                case String topic when WHOLE.contains(topic) -> 0;
                case Topics.SCALING, Topics.SCALING_LEADER -> timely.getOrDefault(partition, end);
                case Topics.USAGE -> Math.max(timely.getOrDefault(partition, end), end - USAGE_RECORDS);
                default -> end - LETTER_OFFSETS;
            };
            consumer.seek(partition, Math.max(from, Objects.requireNonNull(firsts.get(partition))));
        });
    }

    private Map<TopicPartition, Long> timely(Collection<TopicPartition> partitions, Instant now) {
        Map<TopicPartition, Long> asked = partitions.stream()
                .filter(partition -> !WHOLE.contains(partition.topic()))
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> now.minus(Topics.SCALING.equals(partition.topic()) ? DECISIONS : LATELY)
                                .toEpochMilli()));
        var found = new HashMap<TopicPartition, Long>();
        consumer.offsetsForTimes(asked).forEach((TopicPartition partition, OffsetAndTimestamp at) -> {
            if (at != null) {
                found.put(partition, at.offset());
            }
        });
        return found;
    }
}
