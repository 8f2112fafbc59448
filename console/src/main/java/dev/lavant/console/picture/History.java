package dev.lavant.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The last fifteen minutes, one point a second at most, and none where nothing changed.
final class History {
    static final Duration KEPT = Duration.ofMinutes(15);

    private final Deque<Point> points = new ArrayDeque<>();

    void add(Point now) {
        if (points.isEmpty() || !now.sameAs(points.getLast())) {
            points.addLast(now);
        }
        forget(Instant.ofEpochSecond(now.at()).minus(KEPT).getEpochSecond());
    }

    /// The last point before the time kept says how it stood at its begin, so it stays.
    private void forget(long before) {
        while (points.size() > 1 && second().at() <= before) {
            points.removeFirst();
        }
    }

    private Point second() {
        var both = points.iterator();
        both.next();
        return both.next();
    }

    /// How it stood at a second; nothing before the first point.
    Optional<Point> at(long second) {
        return points.reversed().stream().filter(point -> point.at() <= second).findFirst();
    }

    /// Oldest first.
    List<Point> list() {
        return List.copyOf(points);
    }
}
