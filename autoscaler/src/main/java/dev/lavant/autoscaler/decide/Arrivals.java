package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.State.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How fast events arrive, from how many had been appended at earlier looks.
///
/// @param perSecond over the last 60 s; over the last 15 s when these saw more than chance explains
/// @param ends the looks to remember, oldest first; one a second for a minute
record Arrivals(double perSecond, List<End> ends) {
    private static final Duration SHORT = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final double SHORTEST_SECONDS = 5;
    private static final Duration SPACING = Duration.ofSeconds(1);
    private static final double SIGMAS = 3;

    static Arrivals of(List<End> before, Instant now, long end) {
        List<End> ends = new ArrayList<>(before);
        ends.removeIf(look -> Duration.between(look.at(), now).compareTo(LONG) > 0 || look.events() > end);
        if (ends.isEmpty() || Duration.between(ends.getLast().at(), now).compareTo(SPACING) >= 0) {
            ends.add(new End(now, end));
        }
        double lately = over(SHORT, ends, now, end);
        double usual = over(LONG, ends, now, end);
        return new Arrivals(exceeds(lately, usual) ? lately : usual, ends);
    }

    /// Whether 15 s hold more events than a steady stream of that rate brings by chance: Poisson, three sigmas. At
    /// 10/s that is from 187 on, where 150 are usual.
    private static boolean exceeds(double lately, double usual) {
        double expected = usual * SHORT.toSeconds();
        return lately * SHORT.toSeconds() > expected + SIGMAS * Math.sqrt(expected);
    }

    private static double over(Duration window, List<End> ends, Instant now, long end) {
        return ends.stream()
                .filter(look -> Duration.between(look.at(), now).compareTo(window) <= 0)
                .findFirst()
                .map(oldest -> rate(end - oldest.events(), Duration.between(oldest.at(), now)))
                .orElse(0.0);
    }

    /// Less than five seconds are counted as five: a burst in the first tick is no rate.
    private static double rate(long events, Duration over) {
        return events / Math.max(SHORTEST_SECONDS, over.toNanos() / 1e9);
    }
}
