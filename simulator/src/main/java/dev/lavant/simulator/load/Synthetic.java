package dev.lavant.simulator.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/// Workloads that are made up; the same seed makes the same events.
public enum Synthetic {
    CONSTANT(2, "100/s"),
    STEP(1, "20, 200, 20 and 120/s, a quarter of an hour each"),
    DIURNAL(24, "4 to 120/s in a day"),
    SPIKY(4, "5/s and bursts of 400 to 8,000 events within 2 to 11 s"),
    ON_OFF(12, "30/s for half a minute to three, then nothing for 25 min in the mean"),
    TIMER(12, "180 events every 15 min"),
    RARE(12, "one event in 3 min"),
    HOT_PARTITION(2, "90/s, of which 60 % go into one partition for half an hour");

    private static final double HOUR = 3_600;
    private static final double QUARTER = 900;

    private final int hours;
    private final String words;

    Synthetic(int hours, String words) {
        this.hours = hours;
        this.words = words;
    }

    /// As it is typed, e.g. `on-off`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it is like.
    public String words() {
        return words;
    }

    /// The workload of that name.
    public static Optional<Synthetic> of(String key) {
        return Arrays.stream(values())
                .filter(workload -> workload.key().equals(key))
                .findFirst();
    }

    /// Its events.
    public Workload workload(long seed) {
        var pen = new Pen(new SplittableRandom(seed * 31 + ordinal()));
        write(pen);
        return pen.workload(key(), hours * HOUR);
    }

    private void write(Pen pen) {
        switch (this) {
            case CONSTANT -> pen.poisson(0, 2 * HOUR, 100, _ -> 100);
            case STEP -> step(pen);
            case DIURNAL -> diurnal(pen);
            case SPIKY -> spiky(pen);
            case ON_OFF -> onOff(pen);
            case TIMER -> timer(pen);
            case RARE -> pen.poisson(0, 12 * HOUR, 1 / 180.0, _ -> 1 / 180.0);
            case HOT_PARTITION -> hot(pen);
        }
    }

    private static void step(Pen pen) {
        double[] rates = {20, 200, 20, 120};
        for (int i = 0; i < rates.length; i++) {
            double rate = rates[i];
            pen.poisson(i * QUARTER, (i + 1) * QUARTER, rate, _ -> rate);
        }
    }

    private static void diurnal(Pen pen) {
        pen.poisson(0, 24 * HOUR, 120, time -> 62 - 58 * Math.cos(2 * Math.PI * time / (24 * HOUR)));
    }

    private static void spiky(Pen pen) {
        pen.poisson(0, 4 * HOUR, 5, _ -> 5);
        double time = pen.gap(1 / 600.0);
        while (time < 4 * HOUR - 60) {
            int events = (int) Math.min(8_000, 400 * Math.pow(1 - pen.random().nextDouble(), -1 / 1.2));
            pen.spread(events, time, time + 2 + 9 * pen.random().nextDouble());
            time += 30 + pen.gap(1 / 600.0);
        }
    }

    private static void onOff(Pen pen) {
        double time = pen.gap(1 / 1_500.0);
        while (time < 12 * HOUR - 180) {
            double until = time + 30 + 150 * pen.random().nextDouble();
            pen.poisson(time, until, 30, _ -> 30);
            time = until + pen.gap(1 / 1_500.0);
        }
    }

    private static void timer(Pen pen) {
        for (double time = QUARTER; time < 12 * HOUR; time += QUARTER) {
            double fired = time + 5 * pen.random().nextDouble();
            pen.spread(180, fired, fired + 1);
        }
    }

    private static void hot(Pen pen) {
        for (double time = pen.gap(90); time < 2 * HOUR; time += pen.gap(90)) {
            boolean skewed = time >= HOUR / 2 && time < HOUR;
            if (skewed && pen.random().nextDouble() < 0.6) {
                pen.event(time, Workload.HOT);
            } else {
                pen.event(time);
            }
        }
    }
}
