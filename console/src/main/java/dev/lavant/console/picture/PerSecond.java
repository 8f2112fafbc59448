package dev.lavant.console.picture;

import java.time.Instant;

/// Counts by the second, of the last minute. What is older is not counted.
final class PerSecond {
    private static final int KEPT = 64;

    private final long[] counts = new long[KEPT];
    private final long[] seconds = new long[KEPT];

    void add(Instant at, long count) {
        long second = at.getEpochSecond();
        int place = (int) Math.floorMod(second, (long) KEPT);
        if (seconds[place] > second) {
            return;
        }
        if (seconds[place] < second) {
            seconds[place] = second;
            counts[place] = 0;
        }
        counts[place] += count;
    }

    /// How many a second there were, over seconds that are complete.
    ///
    /// @param over at most 60
    double rate(Instant now, int over) {
        long sum = 0;
        for (long second = now.getEpochSecond() - over; second < now.getEpochSecond(); second++) {
            int place = (int) Math.floorMod(second, (long) KEPT);
            sum += seconds[place] == second ? counts[place] : 0;
        }
        return (double) sum / over;
    }
}
