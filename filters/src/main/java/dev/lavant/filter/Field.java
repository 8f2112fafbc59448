package dev.lavant.filter;

import dev.lavant.filter.cesql.EventView;
import dev.lavant.filter.cesql.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the dialects `exact`, `prefix` and `suffix` look at.
sealed interface Field {
    /// Before the name of a header. No attribute has a colon in its name.
    String HEADER = "header:";

    Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]+");

    /// An attribute or extension.
    record OfEvent(String name) implements Field {}

    /// A header of the record.
    record OfRecord(String name) implements Field {}

    /// The field of a name in JSON; empty when nothing can have that name.
    static Optional<Field> of(String key) {
        if (key.startsWith(HEADER) && key.length() > HEADER.length()) {
            return Optional.of(new OfRecord(key.substring(HEADER.length())));
        }
        return ATTRIBUTE.matcher(key).matches() ? Optional.of(new OfEvent(key)) : Optional.empty();
    }

    default Optional<String> in(EventView event) {
        return switch (this) {
            case OfEvent attribute -> event.attribute(attribute.name()).map(Value::asText);
            case OfRecord header -> event.header(header.name());
        };
    }

    /// It for people.
    default String shown() {
        return switch (this) {
            case OfEvent attribute -> attribute.name();
            case OfRecord header -> "header " + header.name();
        };
    }
}
