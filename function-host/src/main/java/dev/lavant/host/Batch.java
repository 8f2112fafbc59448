package dev.lavant.host;

import dev.lavant.host.invoke.Delivery;
import dev.lavant.host.lane.Lanes.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Events that one call of the handler is given: one, unless the function takes batches. All are of one partition and
/// were read under one assignment of it, so that all or none of them can be committed.
record Batch(List<InFlight> events) {

    Batch {
        events = List.copyOf(events);
    }

    InFlight first() {
        return events.getFirst();
    }

    int size() {
        return events.size();
    }

    /// Number of the next attempt, from 1; events of a batch have had none.
    int nextAttempt() {
        return first().attempts() + 1;
    }

    List<Delivery> deliveries() {
        return events.stream().map(InFlight::delivery).toList();
    }

    /// The events by lane, in their order.
    Map<Lane<TopicPartition>, List<InFlight>> byLane() {
        var lanes = new LinkedHashMap<Lane<TopicPartition>, List<InFlight>>();
        events.forEach(event ->
                lanes.computeIfAbsent(event.lane, _ -> new ArrayList<>()).add(event));
        return lanes;
    }
}
