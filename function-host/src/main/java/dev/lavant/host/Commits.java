package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.report.HostStatus;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When what is committed: at once when nothing else is to be done, in large transactions under load, one at a time.
///
/// A transaction costs the broker as much as dozens of events. So while events keep coming, there is a rest after each
/// for as long as it took: transactions then fill at most half of the time, and what they hold grows with the load.
///
/// Owned by the engine's thread.
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    /// How long an outcome may wait for others to be committed with it, when there is more to do.
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_TRIES = 5;

    private final Committer committer;
    private final Feed feed;
    private final Outbox outbox;
    private final HostStatus status;
    private final HostTime time;
    private Optional<RuntimeException> lost = Optional.empty();
    private boolean registryAway;
    private long begunNanos;
    private long restUntilNanos;
    private int underWay;

    Commits(EngineParts parts, Feed feed, Outbox outbox) {
        this.committer = parts.committer();
        this.status = parts.status();
        this.time = parts.time();
        this.feed = feed;
        this.outbox = outbox;
        this.restUntilNanos = time.nanos();
    }

    /// Commits what there is, for there is nothing else to do; but not before the rest after the last transaction.
    void whenRested() {
        if (time.nanos() - restUntilNanos >= 0) {
            begin();
        }
    }

    /// Commits what has waited long enough, unless a transaction is under way.
    void whenDue() {
        boolean due = outbox.waiting() >= MOST_ENTRIES || outbox.ageNanos(time.nanos()) >= INTERVAL.toNanos();
        if (due && !outbox.nothingReady()) {
            begin();
        }
    }

    /// Commits what there is, unless a transaction is under way.
    void begin() {
        if (committer.busy() || lost.isPresent()) {
            return;
        }
        Committer.Transaction transaction = feed.transaction(outbox.take());
        if (!transaction.offsets().isEmpty() || !transaction.settlements().isEmpty()) {
            begunNanos = time.nanos();
            underWay = transaction.settlements().size();
            committer.begin(transaction);
        }
    }

    /// Takes note of how the transaction under way ended, if it has.
    void look() {
        committer.ended().ifPresent(this::ended);
    }

    /// Commits what there is, and waits until that is done; what Kafka refuses is tried a few times.
    void now() {
        committer.await().ifPresent(this::ended);
        for (int tries = 0; tries < MOST_TRIES && lost.isEmpty(); tries++) {
            begin();
            if (!committer.busy()) {
                return;
            }
            committer.await().ifPresent(this::ended);
        }
    }

    /// Whether the last commit failed for want of the schema registry.
    boolean registryAway() {
        return registryAway;
    }

    boolean busy() {
        return committer.busy();
    }

    /// Why this host can commit no more; empty while it can.
    Optional<RuntimeException> lost() {
        return lost;
    }

    private void ended(Committer.Result result) {
        restUntilNanos = time.nanos() + restNanos();
        registryAway = result instanceof Committer.Result.Aborted aborted && aborted.registryAway();
        switch (result) {
            case Committer.Result.Committed _ -> {
                feed.committed();
                status.committed(outbox.committed());
            }
            case Committer.Result.Aborted aborted -> {
                feed.aborted();
                outbox.aborted(aborted.refused());
                outbox.dropGone(time.nanos());
                LOG.atWarn().addKeyValue("error", aborted.cause().toString()).log("transaction aborted, tried again");
            }
            case Committer.Result.Lost end -> {
                LOG.atError().setCause(end.cause()).log("the host has lost its slot and ends");
                lost = Optional.of(end.cause());
            }
        }
    }

    /// None after a single outcome: then events come one by one, and each is waited for.
    private long restNanos() {
        return underWay > 1 ? Math.min(time.nanos() - begunNanos, INTERVAL.toNanos()) : 0;
    }
}
