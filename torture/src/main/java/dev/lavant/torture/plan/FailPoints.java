package dev.lavant.torture.plan;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Which hosts are started to die by themselves at a step of a commit, and at which. Pure.
///
/// @param seed of the run
public record FailPoints(long seed) {
    /// As the function host names them, with at which passing at the latest: hosts commit many times a second
    /// under load, and come to the first step once.
    private static final List<Point> POINTS = List.of(
            new Point("before-fence", 1),
            new Point("before-begin", 15),
            new Point("before-records", 15),
            new Point("before-offsets", 15),
            new Point("before-flush", 15),
            new Point("before-commit", 15),
            new Point("before-abort", 1),
            new Point("after-commit", 15));

    private static final int OF_A_HUNDRED_STARTS = 40;

    private record Point(String name, int passings) {}

    /// All names.
    public static List<String> names() {
        return POINTS.stream().map(Point::name).toList();
    }

    /// For a host, `NAME:N` as the host's setting has it; empty for one that is not to die by itself.
    ///
    /// @param start how many hosts were started before
    public Optional<String> of(int start) {
        var random = new SplittableRandom(seed * 1_000_003 + start);
        if (random.nextInt(100) >= OF_A_HUNDRED_STARTS) {
            return Optional.empty();
        }
        Point point = POINTS.get(random.nextInt(POINTS.size()));
        return Optional.of(point.name() + ":" + (1 + random.nextInt(point.passings())));
    }
}
