package dev.lavant.function;

import java.util.Optional;

/// An output event that says more than its value: another topic, a key.
///
/// @param <T> type of the value
/// @param topic where to; empty: the function's output topic
/// @param key the record's key; empty: the key of the event that caused it
public record Out<T>(T value, Optional<String> topic, Optional<String> key) {

    /// To the function's output topic, with the key of the event that caused it.
    public static <T> Out<T> of(T value) {
        return new Out<>(value, Optional.empty(), Optional.empty());
    }

    /// To a topic, with the key of the event that caused it.
    public static <T> Out<T> to(String topic, T value) {
        return new Out<>(value, Optional.of(topic), Optional.empty());
    }

    /// The same output under another key.
    public Out<T> withKey(String newKey) {
        return new Out<>(value, topic, Optional.of(newKey));
    }
}
