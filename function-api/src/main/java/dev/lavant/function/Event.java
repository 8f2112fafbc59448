package dev.lavant.function;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An event with where it stood in Kafka and its CloudEvents attributes.
///
/// @param <T> type of the payload
/// @param data the payload
/// @param key the record's key as UTF-8 text; empty for a record without one
/// @param timestamp of the record, as the topic's settings have it (create or append time)
/// @param attributes CloudEvents context attributes and extensions by name (`id`, `source`, `type`, …); empty for
///     a record that is not a CloudEvent
/// @param headers the record's headers as UTF-8 text, without the CloudEvents ones
public record Event<T>(
        T data,
        Optional<String> key,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        Map<String, String> attributes,
        Map<String, String> headers) {

    /// CloudEvents `id`.
    public Optional<String> id() {
        return Optional.ofNullable(attributes.get("id"));
    }

    /// CloudEvents `type`.
    public Optional<String> type() {
        return Optional.ofNullable(attributes.get("type"));
    }

    /// CloudEvents `source`.
    public Optional<String> source() {
        return Optional.ofNullable(attributes.get("source"));
    }

    /// CloudEvents `subject`.
    public Optional<String> subject() {
        return Optional.ofNullable(attributes.get("subject"));
    }
}
