package dev.lavant.console.picture;

import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What a function did of late, from its usage records.
final class Work {
    private static final int RATE_SECONDS = 10;
    private static final int INVOCATIONS = 30;
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MOST_STARTS = 10_000;

    private final PerSecond committed = new PerSecond();
    private final PerSecond failed = new PerSecond();
    private final RunTimes runTimes = new RunTimes();
    private final Deque<Instant> coldStarts = new ArrayDeque<>();
    private final Newest<Committed> newest = new Newest<>(INVOCATIONS);

    /// A usage record and its append time.
    record Committed(Instant at, UsageRecord usage) {}

    void take(Committed one) {
        UsageRecord usage = one.usage();
        committed.add(one.at(), 1);
        failed.add(one.at(), failedAttempts(usage));
        if (usage.getAttempts() > 0) {
            runTimes.add(one.at(), usage.getDurationNanos());
        }
        if (usage.getColdStart() && coldStarts.size() < MOST_STARTS) {
            coldStarts.addLast(one.at());
        }
        newest.add(one);
    }

    /// Each success took one attempt that did not fail.
    private static int failedAttempts(UsageRecord usage) {
        return Math.max(0, usage.getAttempts() - (usage.getOutcome() == UsageOutcome.OK ? 1 : 0));
    }

    double rate(Instant now) {
        return committed.rate(now, RATE_SECONDS);
    }

    double failing(Instant now) {
        return failed.rate(now, RATE_SECONDS);
    }

    Optional<Long> p50Micros(Instant now) {
        return runTimes.percentile(now, HALF).map(nanos -> nanos / NANOS_PER_MICRO);
    }

    Optional<Long> p99Micros(Instant now) {
        return runTimes.percentile(now, NEARLY_ALL).map(nanos -> nanos / NANOS_PER_MICRO);
    }

    int coldStarts(Instant now) {
        coldStarts.removeIf(at -> at.isBefore(now.minus(History.KEPT)));
        return coldStarts.size();
    }

    List<Invocation> newest(Optional<Prices> prices) {
        return newest.list().stream()
                .map(one -> Invocation.of(one.at(), one.usage(), prices))
                .toList();
    }
}
