package dev.lavant.host;

import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.meter.SharedTime.Meanwhile;
import dev.lavant.host.receive.Expelled;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The host's one loop: reads events, starts attempts, decides outcomes and has them committed.
///
/// Everything here runs on one thread, also the calls of [Feed.Owner]; only handlers and transactions run
/// elsewhere. [#drain] may be called from any thread.
final class Engine implements Feed.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(3);
    private static final Duration HANDOVER_LOOK = Duration.ofMillis(1);

    /// The longest that a hand-over waits for handlers: the group's patience is a minute more.
    private static final Duration LONGEST_HANDOVER = Duration.ofMinutes(5);

    /// How long a drain waits for the schema registry once handlers have ended. Whoever asks a host to end
    /// gives it half a minute from the last attempt's deadline.
    private static final Duration LAST_COMMIT = Duration.ofSeconds(15);

    private final Feed feed;
    private final HostTime time;
    private final String registry;
    private final HostStatus status;
    private final Life life;
    private final Attempts<Batch> attempts;
    private final Backlog backlog;
    private final AwaitedTopics awaited;
    private final Outbox outbox;
    private final Commits commits;
    private final Settling settling;
    private final Dispatch dispatch;
    private volatile boolean draining;
    private boolean stuck;

    /// Why the loop has ended.
    enum Exit {
        /// Asked to; all that ran has been committed.
        DRAINED,
        /// Another host has the slot or its partitions, or a commit's outcome is unknown.
        LOST,
        /// A handler ignored its interruption: only the end of the process stops it.
        STUCK
    }

    /// @param open makes the feed, told who works on its events
    Engine(EngineParts parts, Function<Feed.Owner, Feed> open) {
        FunctionDeployment function = parts.host().deployment();
        this.time = parts.time();
        this.registry = parts.host().schemaRegistryUrl();
        this.status = parts.status();
        this.life = parts.life();
        this.attempts = parts.attempts();
        this.backlog = new Backlog(function);
        this.awaited = new AwaitedTopics(function.getName(), parts.topics().presence());
        this.feed = open.apply(this);
        this.outbox = new Outbox(new Records(parts.host(), parts.wire(), time, feed.kind()), awaited, feed);
        this.settling = new Settling(parts, backlog, outbox);
        this.commits = new Commits(parts, feed, outbox);
        this.dispatch = new Dispatch(parts, backlog, feed, settling, commits);
    }

    /// Runs until [#drain] or a reason to end; then leaves the group.
    ///
    /// @param takesNoMore called once, when no event begins any more: what arrives from then on meets another host
    Exit run(Runnable takesNoMore) {
        try (feed;
                attempts) {
            while (exit().isEmpty() && !draining) {
                turn(patience());
            }
            finish(takesNoMore);
            return exit().orElse(Exit.DRAINED);
        } catch (Expelled gone) {
            LOG.atError()
                    .addKeyValue("error", gone.getMessage())
                    .log("the host was replaced and ends: its group waited for it in vain, and others have its events");
            return Exit.LOST;
        }
    }

    /// Ends [#run] once what runs now is committed. May be called from any thread.
    void drain() {
        draining = true;
    }

    /// Once round: reads, settles, starts, commits.
    ///
    /// @param patience how long to wait for events
    void turn(Duration patience) {
        List<InFlight> events = feed.take(patience);
        if (!events.isEmpty()) {
            status.received();
            settling.take(events);
        }
        proceed();
        int inFlight = inFlight();
        feed.limit(inFlight, backlog.bytes() + outbox.bytes());
        status.inFlight(inFlight);
        life.meanwhile(inFlight > 0 ? Meanwhile.WAITING : feed.joined() ? Meanwhile.KEEPING_ALIVE : Meanwhile.STARTING);
    }

    /// Everything but reading.
    private void proceed() {
        awaited.look(time.nanos());
        int ended = settling.look();
        stuck |= settling.anyStuck();
        commits.look();
        dispatch.go(ended);
        commitWhenDue();
    }

    private void commitWhenDue() {
        boolean nothingElse = attempts.runs() == 0 && backlog.nothingReady();
        if (nothingElse && outbox.nothingReady()) {
            feed.idle();
            if (life.due()) {
                outbox.between(life.take(), time.nanos());
            }
        }
        if (!feed.mayRun()) {
            commits.begin();
        } else if (nothingElse) {
            commits.whenRested();
        } else {
            commits.whenDue();
        }
    }

    /// Whether nothing runs, is due, or waits for a commit, for now.
    boolean quiet() {
        return attempts.runs() == 0
                && !attempts.anyEnded()
                && outbox.nothingReady()
                && !commits.busy()
                && backlog.nothingDue(time.nanos());
    }

    /// Commits what would otherwise wait for more.
    void commitNow() {
        if (attempts.runs() == 0) {
            commits.now();
        }
    }

    /// When the next event that waits is due, by the host's time; empty when none waits for a time.
    OptionalLong nextDueNanos() {
        return backlog.nextDueNanos();
    }

    /// Whether all that its partitions hold has been read. Asks the broker.
    boolean atEnd() {
        return feed.atEnd();
    }

    /// Leaves the group without [#run].
    void close() {
        attempts.close();
        feed.close();
    }

    /// Why the loop would have ended; empty while it goes on.
    Optional<Exit> exit() {
        if (stuck) {
            return Optional.of(Exit.STUCK);
        }
        return commits.lost().map(_ -> Exit.LOST);
    }

    private Duration patience() {
        if (inFlight() == 0) {
            return IDLE_POLL;
        }
        return attempts.anyEnded() ? Duration.ZERO : BUSY_POLL;
    }

    private int inFlight() {
        return backlog.size() + attempts.pending() + outbox.events();
    }

    /// Lets what has begun end, and commits it with the last of the host's time.
    private void finish(Runnable takesNoMore) {
        life.meanwhile(Meanwhile.DRAINING);
        List<Tenure> all = feed.leave();
        settling.handOver(all);
        takesNoMore.run();
        long until = System.nanoTime() + settling.patience().toNanos();
        while (anyRunning(all) && exit().isEmpty() && System.nanoTime() < until) {
            settling.take(feed.take(BUSY_POLL));
            proceed();
        }
        settling.look();
        settling.handOver(all);
        outbox.between(life.take(), time.nanos());
        commitLast();
    }

    /// What is done is done again elsewhere if it is not committed now, so a registry that is away is waited for.
    private void commitLast() {
        long until = System.nanoTime() + LAST_COMMIT.toNanos();
        commits.now();
        while (commits.registryAway() && exit().isEmpty() && System.nanoTime() < until) {
            settling.take(feed.take(BUSY_POLL));
            commits.now();
        }
        if (commits.registryAway()) {
            LOG.atError()
                    .addKeyValue("events", outbox.events())
                    .addKeyValue("registry", registry)
                    .addKeyValue("waited", LAST_COMMIT)
                    .log("the schema registry does not answer: the host ends without having committed the outcomes of"
                            + " these events, and they run again once the function has a host that reaches it");
        }
    }

    private static boolean anyRunning(List<Tenure> tenures) {
        return tenures.stream().anyMatch(Tenure::anyRunning);
    }

    /// Lets what has begun end, so that nobody does it again; the rest goes as it is.
    @Override
    public void leaving(List<Tenure> tenures) {
        long until = System.nanoTime() + handOverPatience(settling.patience()).toNanos();
        while (anyRunning(tenures) && exit().isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(this, HANDOVER_LOOK.toNanos());
            proceed();
        }
        settling.look();
        settling.handOver(tenures);
        commits.now();
    }

    /// How long a hand-over may wait for handlers, of which one may take so long.
    static Duration handOverPatience(Duration attempt) {
        return attempt.compareTo(LONGEST_HANDOVER) < 0 ? attempt : LONGEST_HANDOVER;
    }

    @Override
    public void gone(List<Tenure> tenures) {
        settling.handOver(tenures);
        outbox.dropGone(time.nanos());
    }
}
