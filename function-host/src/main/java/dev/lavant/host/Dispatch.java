package dev.lavant.host;

import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.Attempts.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which events are run next, and how many are handed over ahead of the threads that run them.
///
/// Owned by the engine's thread.
final class Dispatch {
    /// Attempts at most that are handed over and may wait for a thread.
    private static final int MOST_AHEAD = 4_096;

    /// Short attempts that are handed over together, at least.
    private static final int SHORT_RUN = 32;

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
            long now = parts.time().nanos();
            int ahead = Math.min(MOST_AHEAD, 2 * endedLately);
            while (suspect.isEmpty() && (attempts.runs() < concurrency || attempts.pending() < ahead)) {
                List<Batch> run = nextRun(now);
                if (run.isEmpty()) {
                    break;
                }
                start(run);
            }
        }
        attempts.tend(System.nanoTime());
    }

    /// Events of one key; of several when attempts are short, since handing them over would cost more than they do.
    private List<Batch> nextRun(long nowNanos) {
        int enough = attempts.areShort() ? SHORT_RUN : 1;
        var run = new ArrayList<Batch>();
        while (run.size() < enough && suspect.isEmpty()) {
            List<Batch> next = backlog.next(nowNanos);
            if (next.isEmpty()) {
                break;
            }
            Batch first = next.getFirst();
            if (settling.exhausted(first)) {
                settling.hostsDied(first);
            } else if (first.first().suspect()) {
                suspect = Optional.of(first);
            } else {
                run.addAll(next);
            }
        }
        return run;
    }

    private void start(List<Batch> run) {
        var made = new ArrayList<Attempt<Batch>>(run.size());
        for (Batch batch : run) {
            batch.tenure().running(1);
            made.add(new Attempt<>(batch, batch.deliveries(), batch.nextAttempt()));
        }
        attempts.start(made);
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
