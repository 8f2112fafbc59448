package dev.lavant.testkit;

import dev.lavant.function.Event;

/// An event that a function gave up on.
///
/// @param code why, e.g. `MAX_ATTEMPTS`, `REJECTED`, `DESERIALIZE`
/// @param exception class name of what was thrown last
/// @param message of what was thrown last
/// @param attempts handler runs
/// @param event as it was sent, undecoded
public record DeadEvent(String code, String exception, String message, int attempts, Event<byte[]> event) {

    static DeadEvent of(Event<byte[]> letter) {
        var headers = letter.headers();
        return new DeadEvent(
                headers.getOrDefault("lavant.dlq.code", ""),
                headers.getOrDefault("lavant.dlq.exception", ""),
                headers.getOrDefault("lavant.dlq.message", ""),
                Integer.parseInt(headers.getOrDefault("lavant.dlq.attempts", "0")),
                letter);
    }
}
