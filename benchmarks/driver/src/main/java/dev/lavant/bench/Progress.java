package dev.lavant.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What was seen of a contender's progress, and what follows from it. Pure: it is told the time.
///
/// The steady part begins with the first commit after half of the events is done or thirty seconds have passed since
/// the first was, and ends with the last commit: whoever commits seldom is measured from commit to commit. The start of
/// the JVM is not in it, nor most of its compiling: on two busy cores C2 takes a third of a host's CPU until then.
final class Progress {
    private static final long WARM_UP_NANOS = 30_000_000_000L;

    private final long events;
    private final List<Look> looks = new ArrayList<>();

    /// @param done events committed
    /// @param cpu of the contender's process since its start
    record Look(long nanos, long done, Duration cpu) {}

    /// @param perSecond events
    /// @param cpuPerMillion CPU seconds for a million events
    record Rate(double perSecond, double cpuPerMillion) {}

    /// @param events how many there are
    Progress(long events) {
        this.events = events;
    }

    void saw(Look look) {
        if (look.done() > (looks.isEmpty() ? 0 : looks.getLast().done())) {
            looks.add(look);
        }
    }

    /// Time since the first event was done, 0 before that.
    long nanosSinceFirst(long now) {
        return looks.isEmpty() ? 0 : now - looks.getFirst().nanos();
    }

    boolean begun() {
        return !looks.isEmpty();
    }

    boolean complete() {
        return !looks.isEmpty() && looks.getLast().done() >= events;
    }

    /// Over the steady part; NaN with fewer than two commits in it.
    Rate rate() {
        Look first = looks.getFirst();
        Look last = looks.getLast();
        Look begin = looks.stream()
                .filter(look -> look.done() * 2 >= events || look.nanos() - first.nanos() >= WARM_UP_NANOS)
                .findFirst()
                .orElse(first);
        long done = last.done() - begin.done();
        double cpuSeconds = last.cpu().minus(begin.cpu()).toNanos() / 1e9;
        return new Rate(done * 1e9 / (last.nanos() - begin.nanos()), cpuSeconds * 1e6 / done);
    }
}
