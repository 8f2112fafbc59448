package dev.lavant.simulator;

import java.util.ArrayList;
import java.util.List;

/// How a number went over time, in steps.
public final class Curve {
    private final List<Point> points = new ArrayList<>();

    /// From this time on it is so many.
    ///
    /// @param seconds since the beginning
    public record Point(double seconds, double value) {}

    void add(double seconds, double value) {
        if (points.isEmpty() || points.getLast().value() != value) {
            points.add(new Point(seconds, value));
        }
    }

    /// Where it changed, in the order of time.
    public List<Point> points() {
        return List.copyOf(points);
    }

    /// The greatest value.
    public double highest() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }
}
