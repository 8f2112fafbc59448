package dev.lavant.host.receive;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The partitions that a reader has before its engine is there. Used by one thread at a time.
final class Arrivals implements EventReader.Ownership {
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<TopicPartition, Long> fresh = new HashMap<>();
    private boolean any;

    /// Tells an engine of them.
    void tell(EventReader.Ownership engine) {
        if (any) {
            engine.gained(Map.copyOf(committed), Map.copyOf(fresh));
        }
    }

    @Override
    public void gained(Map<TopicPartition, OffsetAndMetadata> from, Map<TopicPartition, Long> begin) {
        any = true;
        committed.putAll(from);
        fresh.putAll(begin);
    }

    /// Nothing of them has begun.
    @Override
    public void releasing(Collection<TopicPartition> partitions) {
        lost(partitions);
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        committed.keySet().removeAll(partitions);
        fresh.keySet().removeAll(partitions);
    }
}
