package dev.lavant.autoscaler.observe;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// What a [Doorbell] is to do from now on, as far as that has changed.
///
/// @param from where the next event will be, in each partition that is to be listened to anew or from another offset
/// @param silent partitions that are not to be listened to any more
public record Bells(Map<TopicPartition, Long> from, Set<TopicPartition> silent) {
    /// Go on.
    public static final Bells UNCHANGED = new Bells(Map.of(), Set.of());

    /// Whether everything stays as it is.
    boolean unchanged() {
        return from.isEmpty() && silent.isEmpty();
    }
}
