package dev.lavant.host;

import dev.lavant.host.lane.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The partitions that are ours. Owned by the engine's thread.
final class Partitions {
    private final Function<String, String> topicId;
    private final Map<TopicPartition, PartitionTenure> tenures = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    /// @param topicId Kafka's id of a topic
    Partitions(Function<String, String> topicId) {
        this.topicId = topicId;
    }

    /// @param fresh partitions of which nothing is committed yet; the next commit says where they stand
    void gained(Map<TopicPartition, OffsetAndMetadata> from, Map<TopicPartition, Long> fresh) {
        from.forEach((partition, offset) -> {
            take(partition, Progress.parse(offset.offset(), offset.metadata()));
            committed.put(partition, offset);
        });
        fresh.forEach((partition, offset) -> take(partition, Progress.at(offset)));
    }

    private void take(TopicPartition partition, Progress progress) {
        tenures.put(partition, new PartitionTenure(partition, topicId.apply(partition.topic()), progress));
    }

    /// These are about to go: nothing of them begins any more.
    List<Tenure> leave(Collection<TopicPartition> partitions) {
        List<Tenure> leaving = tenures(partitions);
        leaving.forEach(Tenure::leave);
        return leaving;
    }

    /// These are gone.
    List<Tenure> drop(Collection<TopicPartition> partitions) {
        List<Tenure> gone = tenures(partitions);
        gone.forEach(Tenure::end);
        tenures.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
        return gone;
    }

    private List<Tenure> tenures(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .flatMap(one -> tenure(one).<Tenure>map(tenure -> tenure).stream())
                .toList();
    }

    Optional<PartitionTenure> tenure(TopicPartition partition) {
        return Optional.ofNullable(tenures.get(partition));
    }

    boolean none() {
        return tenures.isEmpty();
    }

    Set<TopicPartition> owned() {
        return Set.copyOf(tenures.keySet());
    }

    /// Those that must not be read further for now.
    List<TopicPartition> full() {
        var full = new ArrayList<TopicPartition>();
        for (PartitionTenure tenure : tenures.values()) {
            if (tenure.window.full()) {
                full.add(tenure.partition);
            }
        }
        return full;
    }

    /// Moves windows without open events on to where the consumer stands, past records that are no events.
    ///
    /// @param position empty where it is not known
    void passTo(Function<TopicPartition, OptionalLong> position) {
        tenures.forEach((partition, tenure) -> {
            if (tenure.window.openEvents() == 0) {
                position.apply(partition).ifPresent(tenure.window::passTo);
            }
        });
    }

    /// The offsets to commit: those that have changed since the last commit.
    Map<TopicPartition, OffsetAndMetadata> changed() {
        var changed = new HashMap<TopicPartition, OffsetAndMetadata>();
        tenures.forEach((partition, tenure) -> {
            OffsetAndMetadata offset = tenure.offset();
            if (!offset.equals(committed.get(partition))) {
                changed.put(partition, offset);
            }
        });
        return changed;
    }

    /// Whether Kafka knows that we hold all of ours.
    boolean allMarked() {
        return tenures.values().stream().allMatch(PartitionTenure::marked);
    }

    /// No host before us has died of an event of these.
    void trust() {
        tenures.values().forEach(PartitionTenure::trust);
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> tenure(partition).ifPresent(tenure -> {
            committed.put(partition, offset);
            tenure.mark();
        }));
    }
}
