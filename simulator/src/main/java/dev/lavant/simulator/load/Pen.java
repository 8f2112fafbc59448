package dev.lavant.simulator.load;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// Writes a workload down, event by event in the order of time.
final class Pen {
    private final SplittableRandom random;
    private double[] at = new double[1_024];
    private int[] keys = new int[1_024];
    private int events;

    Pen(SplittableRandom random) {
        this.random = random;
    }

    SplittableRandom random() {
        return random;
    }

    /// One event with a key by chance.
    void event(double time) {
        event(time, random.nextInt(1 << 20));
    }

    void event(double time, int key) {
        if (events == at.length) {
            at = Arrays.copyOf(at, 2 * events);
            keys = Arrays.copyOf(keys, 2 * events);
        }
        at[events] = time;
        keys[events++] = key;
    }

    /// Independent events between two times at a rate that may change, by thinning a stream of the highest
    /// rate.
    void poisson(double from, double until, double highest, DoubleUnaryOperator rate) {
        double time = from + gap(highest);
        while (time < until) {
            if (random.nextDouble() * highest < rate.applyAsDouble(time)) {
                event(time);
            }
            time += gap(highest);
        }
    }

    double gap(double rate) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }

    /// A number of events spread evenly by chance between two times.
    void spread(int number, double from, double until) {
        double[] times = random.doubles(number, from, Math.max(until, from + 0.001))
                .sorted()
                .toArray();
        Arrays.stream(times).forEach(this::event);
    }

    /// What has been written, in the order of time.
    Workload workload(String name, double seconds) {
        double[] times = Arrays.copyOf(at, events);
        int[] of = Arrays.copyOf(keys, events);
        if (!sorted(times)) {
            Integer[] order = new Integer[events];
            Arrays.setAll(order, i -> i);
            double[] unsorted = times.clone();
            int[] before = of.clone();
            Arrays.sort(order, (a, b) -> Double.compare(unsorted[a], unsorted[b]));
            Arrays.setAll(times, i -> unsorted[order[i]]);
            Arrays.setAll(of, i -> before[order[i]]);
        }
        return new Workload(name, seconds, times, of);
    }

    private static boolean sorted(double[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] < times[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
