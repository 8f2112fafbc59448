package dev.lavant.console.picture;

import java.time.Instant;
import java.util.Optional;

/// How a function stood from a time on, until the next point.
///
/// @param at seconds since 1970
/// @param lag events that wait
/// @param oldestMillis how long the oldest has waited; nothing when none waits or that is unknown
/// @param desired hosts that the last decision called for
/// @param live hosts that say they live
/// @param ready those of them that take events
/// @param rate events a second that were committed
/// @param costNanos since midnight UTC, 1e-9 of the currency
public record Point(
        long at,
        Optional<Long> lag,
        Optional<Long> oldestMillis,
        Optional<Integer> desired,
        int live,
        int ready,
        double rate,
        Optional<Long> costNanos) {

    static Point of(Instant now, FunctionRow row) {
        return new Point(
                now.getEpochSecond(),
                row.lag(),
                row.oldestMillis(),
                row.desired(),
                row.hosts().live(),
                row.hosts().ready(),
                row.rate(),
                row.bill().costNanos());
    }

    static Point of(Instant now, Totals all) {
        return new Point(
                now.getEpochSecond(),
                all.lag(),
                all.oldestMillis(),
                all.desired(),
                all.hosts().live(),
                all.hosts().ready(),
                all.rate(),
                all.bill().costNanos());
    }

    boolean sameAs(Point other) {
        return equals(new Point(
                at,
                other.lag,
                other.oldestMillis,
                other.desired,
                other.live,
                other.ready,
                other.rate,
                other.costNanos));
    }
}
