package dev.lavant.cli.explain;

import dev.lavant.filter.EventHeaders;
import dev.lavant.schemas.StartOffset;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/// An event that somebody asks about.
///
/// @param place where it lies; empty for one that is yet to be sent
record AskedEvent(String topic, Optional<Place> place, EventHeaders headers) {

    /// A partition and an offset in it.
    record Place(TopicPartition partition, long offset) {}

    boolean isBefore(StartOffset start) {
        return place.filter(at -> at.partition().equals(new TopicPartition(start.getTopic(), start.getPartition())))
                .filter(at -> at.offset() < start.getOffset())
                .isPresent();
    }
}
