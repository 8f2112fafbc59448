package dev.lavant.simulator;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;

/// Round times along an axis.
final class Ticks {
    private static final int[] STEPS = {10, 30, 60, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 86_400, 604_800
    };
    private static final int MOST = 10;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private Ticks() {}

    /// At most ten of them, beginning with 0.
    static List<Double> times(double seconds) {
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0; i--) {
            step = seconds / STEPS[i] <= MOST ? STEPS[i] : step;
        }
        var times = new ArrayList<Double>();
        for (double at = 0; at <= seconds; at += step) {
            times.add(at);
        }
        return times;
    }

    /// For example `90 s`, `15 min`, `2 h` or `1:30 h`.
    static String span(double seconds) {
        long whole = Math.round(seconds);
        if (whole < MINUTE || (whole < HOUR && whole % MINUTE != 0)) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return whole / MINUTE + " min";
        }
        long minutes = whole % HOUR / MINUTE;
        return minutes == 0 ? whole / HOUR + " h" : String.format(ROOT, "%d:%02d h", whole / HOUR, minutes);
    }
}
