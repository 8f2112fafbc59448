package dev.lavant.autoscaler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long a function's hosts have taken from their start until they took events, lately. Immutable and pure.
///
/// @param latest the newest last
record StartTimes(List<Duration> latest) {
    static final StartTimes NONE = new StartTimes(List.of());

    /// Until enough is seen: measured on two busy cores, without an AOT cache.
    private static final Duration PRIOR = Duration.ofSeconds(3);

    private static final int ENOUGH = 5;
    private static final int MOST = 20;
    private static final int PERCENT = 95;

    StartTimes {
        latest = List.copyOf(latest);
    }

    /// One more; of more than twenty the oldest is forgotten.
    StartTimes plus(Duration took) {
        var more = new ArrayList<>(latest);
        more.add(took);
        return new StartTimes(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    /// What 19 starts of 20 do not exceed. Of fewer than five starts nobody knows that: then no less than three
    /// seconds.
    ///
    /// Example: of twenty starts the slowest took 9 s and the next 2 s: 2 s.
    Duration p95() {
        var sorted = latest.stream().sorted().toList();
        Duration seen = sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.ceilDiv(sorted.size() * PERCENT, 100) - 1);
        return latest.size() < ENOUGH && seen.compareTo(PRIOR) < 0 ? PRIOR : seen;
    }
}
