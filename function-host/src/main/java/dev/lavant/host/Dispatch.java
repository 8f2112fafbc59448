package dev.lavant.host;

import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.Attempts.Attempt;
import java.util.List;
import java.util.Optional;

/// Which events are run next, and how many are handed over ahead of the threads that run them.
///
/// Owned by the engine's thread.
final class Dispatch {
    /// Runs at most that are handed over and may wait for a thread.
    private static final int MOST_AHEAD = 4_096;

    private final Attempts<Batch> attempts;
    private final Backlog backlog;
    private final Feed feed;
    private final Settling settling;
    private final Commits commits;
    private final EngineParts parts;
    private final int concurrency;
    private Optional<Batch> suspect = Optional.empty();
    private boolean suspectRuns;

    Dispatch(EngineParts parts, Backlog backlog, Feed feed, Settling settling, Commits commits) {
        this.parts = parts;
        this.attempts = parts.attempts();
        this.backlog = backlog;
        this.feed = feed;
        this.settling = settling;
        this.commits = commits;
        this.concurrency = parts.host().deployment().getConcurrency();
    }

    /// Hands over what may run.
    ///
    /// @param endedLately attempts that have ended since the last call: the more, the more are handed over ahead
    void go(int endedLately) {
        if (feed.mayRun() && !busyWithSuspect()) {
            int most = concurrency + Math.min(MOST_AHEAD, 2 * endedLately);
            while (attempts.runs() < most && suspect.isEmpty()) {
                List<Batch> next = backlog.next(parts.time().nanos());
                if (next.isEmpty()) {
                    break;
                }
                begin(next);
            }
        }
        attempts.tend(System.nanoTime());
    }

    private void begin(List<Batch> next) {
        Batch first = next.getFirst();
        if (settling.exhausted(first)) {
            settling.hostsDied(first);
        } else if (first.first().suspect()) {
            suspect = Optional.of(first);
        } else {
            start(next);
        }
    }

    private void start(List<Batch> run) {
        run.forEach(batch -> batch.tenure().running(1));
        attempts.start(run.stream()
                .map(batch -> new Attempt<>(batch, batch.deliveries(), batch.nextAttempt()))
                .toList());
    }

    /// A suspect runs alone, so that if the host dies of it no other event is blamed; that it begins is committed
    /// first.
    private boolean busyWithSuspect() {
        if (suspect.isEmpty() || attempts.runs() > 0) {
            return suspect.isPresent() || (suspectRuns && attempts.runs() > 0);
        }
        Batch batch = suspect.get();
        suspect = Optional.empty();
        batch.first().foretell();
        commits.now();
        if (!batch.tenure().over()) {
            suspectRuns = true;
            start(List.of(batch));
        }
        return true;
    }
}
