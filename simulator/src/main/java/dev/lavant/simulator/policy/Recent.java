package dev.lavant.simulator.policy;

import java.util.ArrayDeque;
import java.util.Deque;

/// Values of a time that has just passed.
final class Recent {
    private final double window;
    private final Deque<At> values = new ArrayDeque<>();

    private record At(double time, double value) {}

    /// @param window how long a value counts, in seconds
    Recent(double window) {
        this.window = window;
    }

    Recent add(double now, double value) {
        values.addLast(new At(now, value));
        while (values.getFirst().time() <= now - window) {
            values.removeFirst();
        }
        return this;
    }

    double greatest() {
        return values.stream().mapToDouble(At::value).max().orElse(0);
    }

    double mean() {
        return values.stream().mapToDouble(At::value).average().orElse(0);
    }
}
