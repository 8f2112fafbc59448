package dev.lavant.filter;

import dev.lavant.filter.cesql.EventView;
import dev.lavant.filter.cesql.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An event by the headers of its Kafka record.
///
/// Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2 "Binary Content Mode".
///
/// @param headers as text, of several with one name the last
public record EventHeaders(Map<String, String> headers) implements EventView {
    private static final String PREFIX = "ce_";
    private static final String VERSION = PREFIX + "specversion";
    private static final List<String> REQUIRED = List.of(PREFIX + "id", PREFIX + "source", PREFIX + "type");

    /// What keeps the record from being a CloudEvent; empty when it is one.
    public Optional<String> fault() {
        String version = headers.get(VERSION);
        if (version == null) {
            return Optional.of("the record has no header " + VERSION);
        }
        if (!version.equals("1.0")) {
            return Optional.of("the record's " + VERSION + " is '" + version + "', not 1.0");
        }
        return REQUIRED.stream()
                .filter(name -> headers.getOrDefault(name, "").isEmpty())
                .findFirst()
                .map(name -> "the record has no header " + name);
    }

    @Override
    public Optional<Value> attribute(String name) {
        String header = name.equals("datacontenttype") ? "content-type" : PREFIX + name;
        return Optional.ofNullable(headers.get(header)).map(Value.Text::new);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
