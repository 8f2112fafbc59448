package dev.lavant.console.picture;

import java.util.Optional;

/// An event that a function could not handle.
///
/// @param at milliseconds since 1970
/// @param offset in the dead-letter topic
/// @param source where the event stood
/// @param code why, in a word of the platform
/// @param encoding how the value was read: avro, json, text, hex or none
public record DeadLetter(
        long at,
        String function,
        long offset,
        Invocation.Place source,
        String code,
        int attempts,
        Optional<String> exception,
        Optional<String> message,
        Optional<String> type,
        Optional<String> id,
        String key,
        String encoding,
        String value) {}
