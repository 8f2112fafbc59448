package dev.lavant.filter.cesql;

import java.util.Optional;

/// What a filter may ask of an event. Data are no part of it: no filter sees them.
public interface EventView {

    /// A context attribute or an extension by its name. In Kafka all of them are text.
    Optional<Value> attribute(String name);

    /// A header of the record that is no attribute, by its name as sent, the last one of that name.
    Optional<String> header(String name);
}
