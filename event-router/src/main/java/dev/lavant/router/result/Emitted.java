package dev.lavant.router.result;

import dev.lavant.router.route.Routes.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record that a function's host wrote for an event: an output, or the event's dead letter.
///
/// @param headers as text, of several with one name the last
/// @param value null for a tombstone, or a dead letter that the event did not fit into
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Emitted(Place place, Map<String, String> headers, byte @Nullable [] value) {
    private static final int LEAST_BYTES = 200;

    public Emitted {
        headers = Map.copyOf(headers);
    }

    /// About how much memory it takes.
    long bytes() {
        long bytes = (long) LEAST_BYTES + (value == null ? 0 : value.length);
        for (var header : headers.entrySet()) {
            bytes += (long) header.getKey().length() + header.getValue().length();
        }
        return bytes;
    }
}
