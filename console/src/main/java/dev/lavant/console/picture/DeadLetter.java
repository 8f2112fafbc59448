package dev.lavant.console.picture;

import java.util.Optional;

/// An event that a function could not handle.
///
/// @param at milliseconds since 1970
/// @param partition of the dead-letter topic
/// @param offset in the dead-letter topic
/// @param letter names the failure among all of the function's
/// @param fate WAITING, REPLAYED or DROPPED
/// @param source where the event stood
/// @param code why, in a word of the platform
/// @param encoding how the value was read: avro, json, text, hex or none
public record DeadLetter(
        long at,
        String function,
        int partition,
        long offset,
        String letter,
        String fate,
        Invocation.Place source,
        String code,
        int attempts,
        Optional<String> exception,
        Optional<String> message,
        Optional<String> type,
        Optional<String> id,
        String key,
        String encoding,
        String value) {

    DeadLetter with(String now) {
        return now.equals(fate)
                ? this
                : new DeadLetter(
                        at, function, partition, offset, letter, now, source, code, attempts, exception, message, type,
                        id, key, encoding, value);
    }
}
