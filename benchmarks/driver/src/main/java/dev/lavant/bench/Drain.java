package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Progress.Look;
import dev.lavant.bench.Running.Source;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// One contender works off a preloaded topic, alone, and is watched by what its group commits.
///
/// @param source with the events
/// @param events in it
/// @param longest after the first event is done; what is not done then is not waited for
record Drain(Source source, int events, Duration longest) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    Progress of(Contender contender, Work work, Bench bench) {
        try (var running = Running.start(contender, source, work, bench)) {
            var progress = new Progress(events);
            long started = System.nanoTime();
            while (!progress.complete() && progress.nanosSinceFirst(System.nanoTime()) < longest.toNanos()) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                progress.saw(look(running));
                requireBegun(progress, started, running.child());
            }
            return progress;
        }
    }

    static Look look(Running running) {
        running.child().requireAlive();
        long done = running.committed();
        return new Look(System.nanoTime(), done, running.child().cpu());
    }

    private static void requireBegun(Progress progress, long started, Child child) {
        if (!progress.begun() && System.nanoTime() - started > START_PATIENCE.toNanos()) {
            throw child.failed("has done nothing in " + START_PATIENCE);
        }
    }
}
