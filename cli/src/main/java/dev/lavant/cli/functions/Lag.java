package dev.lavant.cli.functions;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/// Events that wait for a function. "We could not tell" is not "nothing waits".
public sealed interface Lag {

    /// Appended and not yet committed by the function, those that are running included.
    record Known(long events) implements Lag {}

    /// A lag that could not be read, in whole or for one partition.
    record Unknown(String why) implements Lag {}

    /// What waits in partitions: the last stable offset minus what is committed, or minus the log's start
    /// where that is later because records were deleted.
    ///
    /// @param ends last stable offset of each partition the function reads
    /// @param starts first offset that is still there
    /// @param committed by the function's group; a deploy commits for every partition
    static Lag of(
            Map<TopicPartition, Long> ends, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> committed) {
        var without = difference(ends.keySet(), committed.keySet());
        if (!without.isEmpty()) {
            return new Unknown("no committed offset for " + without);
        }
        long events = 0;
        for (var end : ends.entrySet()) {
            long from = Math.max(
                    Objects.requireNonNull(committed.get(end.getKey())), starts.getOrDefault(end.getKey(), 0L));
            events += Math.max(0, end.getValue() - from);
        }
        return new Known(events);
    }

    private static Set<TopicPartition> difference(Set<TopicPartition> all, Set<TopicPartition> some) {
        return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
    }
}
