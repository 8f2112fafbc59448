package dev.lavant.console.picture;

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
