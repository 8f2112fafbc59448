package dev.lavant.host;

import dev.lavant.host.lane.Progress;
import dev.lavant.host.lane.Window;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The partitions that are ours, with the window of each. Owned by the engine's thread.
final class Partitions {
    private final Map<TopicPartition, Window> windows = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    /// @param fresh partitions of which nothing is committed yet; the next commit says where they stand
    void gained(Map<TopicPartition, OffsetAndMetadata> from, Map<TopicPartition, Long> fresh) {
        from.forEach((partition, offset) -> {
            windows.put(partition, new Window(Progress.parse(offset.offset(), offset.metadata())));
            committed.put(partition, offset);
        });
        fresh.forEach((partition, offset) -> windows.put(partition, new Window(Progress.at(offset))));
    }

    void dropped(Collection<TopicPartition> partitions) {
        windows.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }

    Optional<Window> window(TopicPartition partition) {
        return Optional.ofNullable(windows.get(partition));
    }

    /// True while the event's partition has not been taken away since it was read.
    boolean owns(InFlight event) {
        return windows.get(event.partition()) == event.window;
    }

    Set<TopicPartition> owned() {
        return Set.copyOf(windows.keySet());
    }

    /// Those that must not be read further for now.
    List<TopicPartition> full() {
        return windows.entrySet().stream()
                .filter(window -> window.getValue().full())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Moves windows without open events on to where the consumer stands, past records that are no events.
    void passTo(ToLongFunction<TopicPartition> position) {
        windows.forEach((partition, window) -> {
            if (window.openEvents() == 0) {
                window.passTo(position.applyAsLong(partition));
            }
        });
    }

    /// The offsets to commit: those that have changed since the last commit.
    Map<TopicPartition, OffsetAndMetadata> changed() {
        var changed = new HashMap<TopicPartition, OffsetAndMetadata>();
        windows.forEach((partition, window) -> {
            Progress progress = window.progress();
            var offset = new OffsetAndMetadata(progress.watermark(), progress.metadata());
            if (!offset.equals(committed.get(partition))) {
                changed.put(partition, offset);
            }
        });
        return changed;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        committed.putAll(offsets);
    }
}
