package dev.lavant.simulator.plane;

import java.util.Arrays;

/// What will happen, the earliest first: a binary heap of times, each with a number that says what.
final class Agenda {
    private double[] times = new double[64];
    private long[] whats = new long[64];
    private int size;

    /// When the next one is; never when there is none.
    double next() {
        return size == 0 ? Double.POSITIVE_INFINITY : times[0];
    }

    void add(double time, long what) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            whats = Arrays.copyOf(whats, 2 * size);
        }
        int at = size++;
        while (at > 0 && times[(at - 1) / 2] > time) {
            times[at] = times[(at - 1) / 2];
            whats[at] = whats[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        times[at] = time;
        whats[at] = what;
    }

    /// Takes the next one out and says what it is.
    long take() {
        long what = whats[0];
        size--;
        sink(times[size], whats[size]);
        return what;
    }

    private void sink(double time, long what) {
        int at = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            times[at] = times[child];
            whats[at] = whats[child];
            at = child;
            child = 2 * at + 1;
        }
        times[at] = time;
        whats[at] = what;
    }
}
