package dev.lavant.filter;

import dev.lavant.filter.cesql.EventView;
import dev.lavant.filter.cesql.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An event with these attributes and headers.
public record KnownEvent(Map<String, Value> attributes, Map<String, String> headers) implements EventView {

    /// The smallest valid event and, beside its own attributes, extensions of each type.
    public static KnownEvent sale() {
        return new KnownEvent(Map.of(), Map.of())
                .with("specversion", "1.0")
                .with("id", "e-1")
                .with("source", "/shop")
                .with("type", "shop.sold")
                .with("subject", "order/7")
                .with("time", "2018-04-26T14:48:09+02:00")
                .with("region", "eu-west")
                .with("items", "3")
                .with("number", new Value.Int(10))
                .with("truth", new Value.Bool(true));
    }

    public KnownEvent with(String name, String text) {
        return with(name, new Value.Text(text));
    }

    public KnownEvent with(String name, Value value) {
        var more = new HashMap<>(attributes);
        more.put(name, value);
        return new KnownEvent(more, headers);
    }

    public KnownEvent without(String name) {
        var fewer = new HashMap<>(attributes);
        fewer.remove(name);
        return new KnownEvent(fewer, headers);
    }

    public KnownEvent withHeader(String name, String text) {
        var more = new HashMap<>(headers);
        more.put(name, text);
        return new KnownEvent(attributes, more);
    }

    @Override
    public Optional<Value> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
