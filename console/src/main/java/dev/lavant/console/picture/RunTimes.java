package dev.lavant.console.picture;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Durations of the last minute, by their size: 16 steps for each doubling, so that a percentile is right to 1/16.
final class RunTimes {
    private static final int STEP_BITS = 4;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int SIZES = (Long.SIZE - STEP_BITS) * STEPS;
    private static final int SLICES = 7;
    private static final int SLICE_SECONDS = 10;

    private final int[][] counts = new int[SLICES][];
    private final long[] slices = new long[SLICES];

    void add(Instant at, long nanos) {
        long slice = at.getEpochSecond() / SLICE_SECONDS;
        int place = (int) Math.floorMod(slice, (long) SLICES);
        if (slices[place] > slice) {
            return;
        }
        if (counts[place] == null) {
            counts[place] = new int[SIZES];
        }
        if (slices[place] < slice) {
            slices[place] = slice;
            Arrays.fill(counts[place], 0);
        }
        counts[place][size(Math.max(0, nanos))]++;
    }

    /// The duration, in nanoseconds, that a part of all stays within; nothing when there were none.
    ///
    /// @param part for example 0.99
    Optional<Long> percentile(Instant now, double part) {
        long newest = now.getEpochSecond() / SLICE_SECONDS;
        var sums = new long[SIZES];
        long all = 0;
        for (int place = 0; place < SLICES; place++) {
            if (counts[place] == null || slices[place] <= newest - SLICES + 1 || slices[place] > newest) {
                continue;
            }
            for (int size = 0; size < SIZES; size++) {
                sums[size] += counts[place][size];
                all += counts[place][size];
            }
        }
        return all == 0 ? Optional.empty() : Optional.of(value(rank(sums, (long) Math.ceil(all * part))));
    }

    private static int rank(long[] sums, long wanted) {
        long passed = 0;
        for (int size = 0; size < SIZES; size++) {
            passed += sums[size];
            if (passed >= wanted) {
                return size;
            }
        }
        return SIZES - 1;
    }

    private static int size(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
        return (doubling + 1) * STEPS + (int) ((nanos >> doubling) - STEPS);
    }

    /// The middle of a size.
    private static long value(int size) {
        if (size < 2 * STEPS) {
            return size;
        }
        int doubling = size / STEPS - 1;
        return ((long) (size % STEPS + STEPS) << doubling) + (1L << doubling >> 1);
    }
}
