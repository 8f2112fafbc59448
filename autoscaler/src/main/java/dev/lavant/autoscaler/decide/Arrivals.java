package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.State.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How fast events arrive, from how many had been appended at earlier looks.
///
/// @param perSecond over the last 60 s; over the last 15 s when these saw more than chance explains
/// @param dispersion variance over mean of the one-second counts, before the last 15 s: 1 for independent
///     events, more when they come in clumps
/// @param surge events a second of the newest two seconds when each exceeds `b + 4·√(b·I)`, where *b* is the
///     rate before the last 15 s; of the newest three when that is below 1/s; else 0
/// @param end appended so far
/// @param ends the looks to remember, oldest first; one a second for a minute
record Arrivals(double perSecond, double dispersion, double surge, End end, List<End> ends) {
    private static final Duration SHORT = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final double SHORTEST_SECONDS = 5;
    private static final Duration SPACING = Duration.ofSeconds(1);
    private static final double SIGMAS = 3;
    private static final double SURGE_SIGMAS = 4;
    private static final int SURGE_SECONDS = 2;
    private static final int SURGE_AT_WAKE = 3; // nothing is usual yet
    private static final int ENOUGH_COUNTS = 10;

    static Arrivals of(List<End> before, Instant now, long end) {
        List<End> ends = new ArrayList<>(before);
        ends.removeIf(look -> Duration.between(look.at(), now).compareTo(LONG) > 0 || look.events() > end);
        if (ends.isEmpty() || Duration.between(ends.getLast().at(), now).compareTo(SPACING) >= 0) {
            ends.add(new End(now, end));
        }
        double lately = over(SHORT, ends, now, end);
        double usual = over(LONG, ends, now, end);
        Counts counts = Counts.before(ends, now);
        double rate = exceeds(lately, usual, counts.dispersion()) ? lately : usual;
        return new Arrivals(rate, counts.dispersion(), counts.surge(ends), new End(now, end), ends);
    }

    /// Whether 15 s hold more events than a steady stream of that rate brings by chance: three sigmas. At 10/s,
    /// of independent events, that is from 187 on, where 150 are usual.
    private static boolean exceeds(double lately, double usual, double dispersion) {
        double expected = usual * SHORT.toSeconds();
        return lately * SHORT.toSeconds() > expected + SIGMAS * Math.sqrt(expected * dispersion);
    }

    private static double over(Duration window, List<End> ends, Instant now, long end) {
        for (End look : ends) {
            if (Duration.between(look.at(), now).compareTo(window) <= 0) {
                return rate(end - look.events(), Duration.between(look.at(), now));
            }
        }
        return 0;
    }

    /// Less than five seconds are counted as five: a burst in the first tick is no rate.
    private static double rate(long events, Duration over) {
        return events / Math.max(SHORTEST_SECONDS, Pace.seconds(over));
    }

    /// The one-second counts before the last 15 s: a rise must not explain itself.
    private record Counts(double mean, double dispersion) {

        private static Counts before(List<End> ends, Instant now) {
            int counts = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 1; i < ends.size(); i++) {
                if (Duration.between(ends.get(i).at(), now).compareTo(SHORT) > 0) {
                    double count = Arrivals.perSecond(ends.get(i - 1), ends.get(i));
                    counts++;
                    sum += count;
                    squares += count * count;
                }
            }
            double mean = counts == 0 ? 0 : sum / counts;
            boolean tells = counts >= ENOUGH_COUNTS && sum > 0;
            return new Counts(mean, tells ? Math.max(1, (squares / counts - mean * mean) / mean) : 1);
        }

        private double surge(List<End> ends) {
            int last = ends.size() - 1;
            int newest = mean < 1 ? SURGE_AT_WAKE : SURGE_SECONDS;
            if (last < newest) {
                return 0;
            }
            double most = mean + SURGE_SIGMAS * Math.sqrt(mean * dispersion);
            for (int i = last; i > last - newest; i--) {
                if (Arrivals.perSecond(ends.get(i - 1), ends.get(i)) <= most) {
                    return 0;
                }
            }
            return Arrivals.perSecond(ends.get(last - newest), ends.get(last));
        }
    }

    private static double perSecond(End from, End to) {
        return (to.events() - from.events()) / Pace.seconds(Duration.between(from.at(), to.at()));
    }

    /// Of so many that wait, those that were appended at least some seconds ago: what came since then waits at
    /// the end. Nothing is said of a time before the first look that is remembered.
    double waitingLonger(double waiting, int seconds) {
        Instant since = end.at().minusSeconds(seconds);
        for (int i = ends.size() - 1; i >= 0; i--) {
            if (!ends.get(i).at().isAfter(since)) {
                return waiting - (end.events() - ends.get(i).events());
            }
        }
        return 0;
    }
}
