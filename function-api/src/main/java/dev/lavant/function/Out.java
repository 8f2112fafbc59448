package dev.lavant.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An output event that says more than its value.
///
/// @param <T> type of the value
/// @param topic one of the function's outputs; empty: the first of them
/// @param key the record's key; empty: the key of the event that caused it, and none after a batch
/// @param attributes CloudEvents attributes and extensions by name, beside those that the platform gives
public record Out<T>(T value, Optional<String> topic, Optional<String> key, Map<String, String> attributes) {
    private static final Set<String> GIVEN = Set.of("specversion", "id", "source");

    /// @throws IllegalArgumentException when an attribute is one that the platform gives
    public Out {
        attributes = Map.copyOf(attributes);
        for (String name : attributes.keySet()) {
            if (GIVEN.contains(name)) {
                throw new IllegalArgumentException("attribute " + name + " of an output is given by the platform, so"
                        + " that work done again has the same id: use an extension of another name");
            }
        }
    }

    /// To the function's first output, with the key of the event that caused it.
    public static <T> Out<T> of(T value) {
        return new Out<>(value, Optional.empty(), Optional.empty(), Map.of());
    }

    /// To one of the function's outputs, with the key of the event that caused it.
    public static <T> Out<T> to(String topic, T value) {
        return new Out<>(value, Optional.of(topic), Optional.empty(), Map.of());
    }

    /// The same output under another key.
    public Out<T> withKey(String newKey) {
        return new Out<>(value, topic, Optional.of(newKey), attributes);
    }

    /// The same output with one more CloudEvents attribute, such as `type` or `subject`.
    public Out<T> with(String attribute, String text) {
        var more = new HashMap<>(attributes);
        more.put(attribute, text);
        return new Out<>(value, topic, key, more);
    }
}
