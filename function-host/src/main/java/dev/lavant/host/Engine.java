package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.FailureCode;
import dev.lavant.host.lane.RetryPolicy;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Run;
import dev.lavant.host.receive.EventReader;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The host's one loop: reads events, starts attempts, decides outcomes and commits them.
///
/// Everything here runs on one thread, also the calls of [EventReader.Ownership]; only handlers run elsewhere.
/// [#drain] may be called from any thread.
final class Engine implements EventReader.Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(3);
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(20);
    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(5);
    private static final int MOST_IN_FLIGHT = 2_000;
    private static final int MOST_IN_TRANSACTION = 5_000;
    private static final long MOST_BYTES_IN_FLIGHT = 32L << 20;

    private final EngineParts parts;
    private final FunctionDeployment function;
    private final RetryPolicy policy;
    private final EventReader reader;
    private final HostTime time;
    private final HostStatus status;
    private final Attempts<Batch> attempts;
    private final Outbox outbox;
    private final Tally tally;
    private final Backlog backlog;
    private final Partitions partitions = new Partitions();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private boolean warm;
    private volatile boolean draining;
    private Optional<Exit> exit = Optional.empty();

    /// Why the loop has ended.
    enum Exit {
        /// Asked to; all that ran has been committed.
        DRAINED,
        /// Another host has the slot, or a commit's outcome is unknown.
        LOST,
        /// A handler ignored its interruption: only the end of the process stops it.
        STUCK
    }

    /// @param open makes the reader, told who to tell of partitions
    Engine(EngineParts parts, Function<EventReader.Ownership, EventReader> open) {
        this.parts = parts;
        this.function = parts.host().deployment();
        this.policy = new RetryPolicy(
                function.getMaxAttempts(),
                Duration.ofMillis(function.getBackoffMillis()),
                Duration.ofMillis(function.getMaxBackoffMillis()));
        this.time = parts.time();
        this.status = parts.status();
        this.attempts = parts.attempts();
        this.backlog = new Backlog(function);
        this.outbox = new Outbox(parts.host(), parts.wire(), parts.time());
        this.tally = new Tally(function.getName(), status);
        this.reader = open.apply(this);
    }

    /// Runs until [#drain] or a reason to end; then leaves the group.
    Exit run() {
        try (reader;
                attempts) {
            while (exit.isEmpty() && !draining) {
                turn(patience());
            }
            return exit.orElseGet(this::finishRunning);
        }
    }

    /// Ends [#run] once what runs now is committed. May be called from any thread.
    void drain() {
        draining = true;
    }

    /// Once round: reads, decides, starts, commits.
    ///
    /// @param patience how long to wait for events
    void turn(Duration patience) {
        take(reader.poll(patience));
        decide();
        dispatch();
        commitWhenDue();
        reader.pauseOnly(overfull() ? partitions.owned() : partitions.full());
        status.inFlight(inFlight());
    }

    /// Whether nothing runs, is due, or waits for a commit, for now.
    boolean quiet() {
        return attempts.idle() && outbox.size() == 0 && backlog.nothingDue(time.nanos());
    }

    /// Commits what would otherwise wait for more.
    void commitNow() {
        if (attempts.idle() && outbox.size() > 0) {
            commit();
        }
    }

    /// When the next event that waits is due, by the host's time; empty when none waits for a time.
    OptionalLong nextDueNanos() {
        return backlog.nextDueNanos();
    }

    /// Whether all that its partitions hold has been read. Asks the broker.
    boolean atEnd() {
        return reader.atEnd();
    }

    /// Leaves the group without [#run].
    void close() {
        attempts.close();
        reader.close();
    }

    /// Why the loop would have ended.
    Optional<Exit> exit() {
        return exit;
    }

    private Duration patience() {
        return inFlight() == 0 ? IDLE_POLL : BUSY_POLL;
    }

    private boolean overfull() {
        return inFlight() >= MOST_IN_FLIGHT || backlog.bytes() >= MOST_BYTES_IN_FLIGHT;
    }

    private int inFlight() {
        return backlog.size() + attempts.running() + outbox.size();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            status.received();
        }
        long now = time.nanos();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            partitions
                    .window(new TopicPartition(record.topic(), record.partition()))
                    .filter(window -> window.receive(record.offset()))
                    .map(window ->
                            new InFlight(record, parts.topicId(record.topic()), function.getOrdering(), window, now))
                    .ifPresent(backlog::add);
        }
    }

    private void dispatch() {
        while (attempts.running() < function.getConcurrency()) {
            Optional<Batch> next = backlog.next(time.nanos());
            if (next.isEmpty()) {
                return;
            }
            start(next.get());
        }
    }

    private void start(Batch batch) {
        Instant now = time.now();
        for (InFlight event : batch.events()) {
            event.begin(now, warm ? Meter.Start.WARM : Meter.Start.COLD);
            warm = true;
        }
        attempts.start(batch, batch.deliveries(), batch.nextAttempt());
    }

    private void decide() {
        attempts.ended().forEach(ended -> settle(ended.event(), ended.result()));
        attempts.interruptOverdue(System.nanoTime(), INTERRUPT_GRACE).forEach(this::giveUpStuck);
    }

    private void settle(Batch batch, AttemptResult result) {
        tally.count(batch, result);
        parts.watcher().ended(batch, result);
        if (!partitions.owns(batch.first())) {
            return;
        }
        long now = time.nanos();
        switch (verdict(batch, result)) {
            case Verdict.Done done -> {
                outbox.succeeded(batch, done.outputs(), now);
                backlog.settled(batch);
            }
            case Verdict.TryAgain later ->
                backlog.again(batch, now + later.delay().toNanos());
            case Verdict.Dead dead -> bury(batch, dead, now);
        }
    }

    private Verdict verdict(Batch batch, AttemptResult result) {
        int attempted = batch.first().attempts();
        return batch.size() == 1
                ? Verdict.of(result, attempted, policy, random.nextDouble())
                : Verdict.ofBatch(result, attempted, policy, random.nextDouble());
    }

    private void bury(Batch batch, Verdict.Dead verdict, long now) {
        outbox.died(batch, verdict, now);
        backlog.settled(batch);
    }

    private void giveUpStuck(Batch batch) {
        var overdue = Verdict.overdue(Duration.ofMillis(function.getTimeoutMillis()));
        tally.failed(batch, Run.NONE, overdue);
        if (partitions.owns(batch.first())) {
            bury(batch, new Verdict.Dead(FailureCode.TIMEOUT, overdue), time.nanos());
        }
        exit = Optional.of(Exit.STUCK);
        commit();
    }

    private void commitWhenDue() {
        boolean nothingToWaitFor = attempts.running() == 0 && backlog.nothingReady();
        if (outbox.size() == 0) {
            if (nothingToWaitFor) {
                partitions.passTo(reader::position);
                commit();
            }
            return;
        }
        boolean due =
                outbox.size() >= MOST_IN_TRANSACTION || outbox.ageNanos(time.nanos()) >= COMMIT_INTERVAL.toNanos();
        if (nothingToWaitFor || due) {
            commit();
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = partitions.changed();
        if (offsets.isEmpty()) {
            return;
        }
        switch (parts.committer().commit(outbox.records(), offsets, reader.groupMetadata())) {
            case Committer.Result.Committed _ -> {
                partitions.committed(offsets);
                status.committed(outbox.size());
                outbox.clear();
            }
            case Committer.Result.Aborted aborted ->
                LOG.atWarn().addKeyValue("error", aborted.cause().toString()).log("transaction aborted, tried again");
            case Committer.Result.Lost lost -> {
                LOG.atError().setCause(lost.cause()).log("the host has lost its slot and ends");
                exit = Optional.of(exit.orElse(Exit.LOST));
            }
        }
    }

    private Exit finishRunning() {
        Duration grace = Duration.ofMillis(function.getTimeoutMillis()).plus(INTERRUPT_GRACE);
        long until = System.nanoTime() + grace.toNanos();
        reader.pauseOnly(partitions.owned());
        while (attempts.running() > 0 && exit.isEmpty() && System.nanoTime() < until) {
            take(reader.poll(BUSY_POLL));
            decide();
            commitWhenDue();
        }
        decide();
        commit();
        return exit.orElse(Exit.DRAINED);
    }

    @Override
    public void gained(Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> fresh) {
        partitions.gained(committed, fresh);
        status.partitions(partitions.owned().size());
    }

    @Override
    public void releasing(Collection<TopicPartition> leaving) {
        decide();
        commit();
        lost(leaving);
    }

    @Override
    public void lost(Collection<TopicPartition> gone) {
        partitions.dropped(gone);
        backlog.drop(gone);
        outbox.keepOnly(partitions::owns);
        status.partitions(partitions.owned().size());
    }
}
