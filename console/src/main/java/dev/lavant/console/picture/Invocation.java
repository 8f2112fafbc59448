package dev.lavant.console.picture;

import dev.lavant.schemas.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// An event whose outcome is decided.
///
/// @param at milliseconds since 1970, when it was committed
/// @param queueMicros from its append to its first attempt
/// @param runMicros over all attempts
/// @param costNanos 1e-9 of the currency; nothing before the function's first statement
public record Invocation(
        long at,
        String function,
        int revision,
        Place place,
        Optional<String> eventId,
        String outcome,
        int attempts,
        boolean cold,
        Optional<Long> queueMicros,
        long runMicros,
        Optional<BigDecimal> costNanos,
        Optional<String> trace,
        String host) {
    private static final int NANOS_PER_MICRO = 1_000;

    /// Where the event stands.
    public record Place(String topic, int partition, long offset) {}

    static Invocation of(Instant at, UsageRecord usage, Optional<Prices> prices) {
        return new Invocation(
                at.toEpochMilli(),
                usage.getFunction(),
                usage.getRevision(),
                new Place(
                        Optional.ofNullable(usage.getSourceTopic()).orElse("?"),
                        usage.getSourcePartition(),
                        usage.getSourceOffset()),
                Optional.ofNullable(usage.getEventId()),
                usage.getOutcome().name(),
                usage.getAttempts(),
                usage.getColdStart(),
                micros(usage.getQueueNanos()),
                usage.getDurationNanos() / NANOS_PER_MICRO,
                usage.getBillable() ? prices.map(known -> known.nanos(used(usage))) : Optional.of(BigDecimal.ZERO),
                Optional.ofNullable(usage.getTraceParent()),
                usage.getHostId());
    }

    /// A begun microsecond counts whole, as on the bill.
    private static Prices.Used used(UsageRecord usage) {
        return new Prices.Used(
                usage.getMemoryMib() * Math.ceilDiv(Math.max(0, usage.getShareNanos()), NANOS_PER_MICRO),
                Math.ceilDiv(Math.max(0, usage.getCpuNanos()), NANOS_PER_MICRO),
                usage.getBytesIn(),
                usage.getBytesOut());
    }

    private static Optional<Long> micros(long nanos) {
        return nanos < 0 ? Optional.empty() : Optional.of(nanos / NANOS_PER_MICRO);
    }
}
