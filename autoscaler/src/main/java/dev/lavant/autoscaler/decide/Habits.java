package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a function uses to rest and to wake: its last lulls, and what came in the first seconds after them.
///
/// @param lulls the last 64 that were longer than the shortest stay, in seconds, oldest first
/// @param wakes events of the last 16 wakes until a host worked, oldest first
/// @param waking the wake that goes on
record Habits(List<Double> lulls, List<Long> wakes, Optional<Waking> waking) {
    static final Habits NONE = new Habits(List.of(), List.of(), Optional.empty());

    private static final double SHORTEST = 2;
    private static final int LULLS = 64;
    private static final int WAKES = 16;
    private static final int ENOUGH = 4;

    /// A wake that goes on.
    ///
    /// @param end events that had been appended before it
    record Waking(Instant at, long end) {}

    Habits {
        lulls = List.copyOf(lulls);
        wakes = List.copyOf(wakes);
    }

    /// After something came, so long after the last.
    Habits busy(Duration lull, Observation seen, Lag.Known lag) {
        double seconds = Pace.seconds(lull);
        List<Double> more = seconds > SHORTEST ? with(lulls, seconds, LULLS) : lulls;
        boolean wakes = seen.hosts().current() == 0 && waking.isEmpty();
        return new Habits(
                more, this.wakes, wakes ? Optional.of(new Waking(seen.at(), lag.end() - lag.events())) : waking);
    }

    /// At every look: a wake is over once a host could work.
    Habits after(double leadSeconds, Observation seen, Lag.Known lag) {
        return waking.filter(wake -> Pace.seconds(Duration.between(wake.at(), seen.at())) >= leadSeconds)
                .map(wake ->
                        new Habits(lulls, with(wakes, Math.max(0, lag.end() - wake.end()), WAKES), Optional.empty()))
                .orElse(this);
    }

    private static <T> List<T> with(List<T> before, T last, int most) {
        var all = new ArrayList<>(before);
        all.add(last);
        return all.size() > most ? all.subList(1, all.size()) : all;
    }

    /// Three wakes in four brought at most so many events; 0 when too few are known.
    long wakeSize() {
        if (wakes.size() < ENOUGH) {
            return 0;
        }
        return wakes.stream()
                .sorted()
                .skip((3L * wakes.size() - 1) / 4)
                .findFirst()
                .orElse(0L);
    }

    List<Double> sortedLulls() {
        return lulls.stream().sorted().toList();
    }
}
