package dev.lavant.host.meter;

import dev.lavant.schemas.UsageOutcome;
import java.time.Instant;
import java.util.Optional;

/// An event whose outcome is decided, in the facts that the bill needs.
///
/// @param origin where the event comes from
/// @param offset its place there
/// @param attempts handler runs; 0 when the event could not be decoded
/// @param used by all attempts together
/// @param startedAt host wall clock at the first attempt
/// @param queueNanos append of the event to its first attempt, -1 when unknown
/// @param bytesIn size of the event's key and value
/// @param out what the function returned
/// @param trace how the event is known elsewhere
public record Settled(
        Origin origin,
        long offset,
        UsageOutcome outcome,
        int attempts,
        Run used,
        Instant startedAt,
        long queueNanos,
        long bytesIn,
        Emitted out,
        Trace trace) {

    /// What left the function.
    public record Emitted(int records, long bytes) {
        /// Nothing.
        public static final Emitted NOTHING = new Emitted(0, 0);
    }

    /// CloudEvents id and W3C traceparent of the event, where it has them.
    public record Trace(Optional<String> eventId, Optional<String> traceParent) {}
}
