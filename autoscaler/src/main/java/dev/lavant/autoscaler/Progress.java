package dev.lavant.autoscaler;

import dev.lavant.autoscaler.decide.Scene.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many events of a function were committed, and when.
final class Progress {
    private static final Duration LATELY = Duration.ofSeconds(10);
    private static final double NANOS_OF_A_SECOND = 1e9;

    /// Half an hour of looks. When billing stands still for longer, the oldest but one goes for each that comes: more
    /// seems not to be metered then than is, never less.
    private static final int MOST = 4_096;

    private final Deque<Seen> seen = new ArrayDeque<>();

    private record Seen(Instant at, long committed) {}

    /// How many looks are kept.
    int kept() {
        return seen.size();
    }

    /// @param committed so far
    void note(Instant at, long committed) {
        seen.addLast(new Seen(at, committed));
        if (seen.size() > MOST) {
            Seen first = seen.removeFirst();
            seen.removeFirst();
            seen.addFirst(first);
        }
    }

    /// What of it is not metered.
    ///
    /// @param asOf up to then all is metered; what was before is forgotten
    Handled since(Instant asOf) {
        forgetBefore(asOf);
        if (seen.isEmpty()) {
            return new Handled(0, 0);
        }
        Seen last = seen.getLast();
        return new Handled(Math.max(0, last.committed() - seen.getFirst().committed()), perSecond(last));
    }

    /// The newest of those before stays: it tells where the others began.
    private void forgetBefore(Instant asOf) {
        Instant lately = seen.isEmpty() ? asOf : seen.getLast().at().minus(LATELY);
        Instant from = asOf.isBefore(lately) ? asOf : lately;
        while (seen.size() > 1) {
            Seen first = seen.removeFirst();
            if (seen.getFirst().at().isAfter(from)) {
                seen.addFirst(first);
                return;
            }
        }
    }

    private double perSecond(Seen last) {
        Instant lately = last.at().minus(LATELY);
        Seen first = seen.stream()
                .filter(one -> !one.at().isBefore(lately))
                .findFirst()
                .orElse(last);
        long nanos = Duration.between(first.at(), last.at()).toNanos();
        return nanos == 0 ? 0 : Math.max(0, last.committed() - first.committed()) * NANOS_OF_A_SECOND / nanos;
    }
}
