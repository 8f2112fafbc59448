package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.State.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How fast events arrive, from how many had been appended at earlier looks.
///
/// @param perSecond over the last 15 s or the last 60 s, whichever is greater, so that a rise counts at once
/// @param ends the looks to remember, oldest first; one a second for a minute
record Arrivals(double perSecond, List<End> ends) {
    private static final Duration SHORT = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final double SHORTEST_SECONDS = 5;
    private static final Duration SPACING = Duration.ofSeconds(1);

    static Arrivals of(List<End> before, Instant now, long end) {
        List<End> ends = new ArrayList<>(before);
        ends.removeIf(look -> Duration.between(look.at(), now).compareTo(LONG) > 0 || look.events() > end);
        if (ends.isEmpty() || Duration.between(ends.getLast().at(), now).compareTo(SPACING) >= 0) {
            ends.add(new End(now, end));
        }
        return new Arrivals(Math.max(over(SHORT, ends, now, end), over(LONG, ends, now, end)), ends);
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
