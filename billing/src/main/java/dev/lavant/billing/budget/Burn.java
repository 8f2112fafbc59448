package dev.lavant.billing.budget;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/// How fast money was spent lately. It forgets: what was spent an hour ago counts for a third, so a steady 6 an hour is
/// 6 an hour.
///
/// @param nanos sum of what was spent, faded to the time of the newest, 1e-9 of the currency
/// @param newest when something was spent last
public record Burn(double nanos, Instant newest) {
    /// Nothing was ever spent.
    public static final Burn NONE = new Burn(0, Instant.EPOCH);

    private static final double MILLIS_OF_AN_HOUR = Duration.ofHours(1).toMillis();

    /// More was spent; less, when a statement was corrected.
    public Burn plus(long moreNanos, Instant at) {
        Instant later = at.isAfter(newest) ? at : newest;
        return new Burn(perHour(later) + moreNanos, later);
    }

    /// What is spent in an hour, at a time that is not before the newest.
    public double perHour(Instant at) {
        long passed = Math.max(0, Duration.between(newest, at).toMillis());
        return nanos * Math.exp(-passed / MILLIS_OF_AN_HOUR);
    }

    /// To be kept.
    public byte[] toBytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putDouble(nanos)
                .putLong(newest.toEpochMilli())
                .array();
    }

    /// What was kept.
    public static Burn from(byte[] bytes) {
        ByteBuffer kept = ByteBuffer.wrap(bytes);
        return new Burn(kept.getDouble(), Instant.ofEpochMilli(kept.getLong()));
    }
}
