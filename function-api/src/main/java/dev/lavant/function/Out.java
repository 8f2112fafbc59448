package dev.lavant.function;

import java.util.Optional;

/// An output event that says more than its value.
///
/// @param <T> type of the value
/// @param key the record's key; empty: the key of the event that caused it
public record Out<T>(T value, Optional<String> key) {

    /// With the key of the event that caused it.
    public static <T> Out<T> of(T value) {
        return new Out<>(value, Optional.empty());
    }

    /// The same output under another key.
    public Out<T> withKey(String newKey) {
        return new Out<>(value, Optional.of(newKey));
    }
}
