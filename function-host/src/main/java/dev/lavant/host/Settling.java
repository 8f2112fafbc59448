package dev.lavant.host;

import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.Attempts.Ended;
import dev.lavant.host.invoke.FailureCode;
import dev.lavant.host.lane.RetryPolicy;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Run;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What follows from attempts that have ended: an outcome, or another attempt.
///
/// Owned by the engine's thread.
final class Settling {
    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(5);

    private final EngineParts parts;
    private final Attempts<Batch> attempts;
    private final HostTime time;
    private final Backlog backlog;
    private final Outbox outbox;
    private final Tally tally;
    private final RetryPolicy policy;
    private final Duration timeout;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private boolean warm;

    Settling(EngineParts parts, Backlog backlog, Outbox outbox) {
        FunctionDeployment function = parts.host().deployment();
        this.parts = parts;
        this.attempts = parts.attempts();
        this.time = parts.time();
        this.backlog = backlog;
        this.outbox = outbox;
        this.tally = new Tally(function, parts.status(), parts.life());
        this.timeout = Duration.ofMillis(function.getTimeoutMillis());
        this.policy = new RetryPolicy(
                function.getMaxAttempts(),
                Duration.ofMillis(function.getBackoffMillis()),
                Duration.ofMillis(function.getMaxBackoffMillis()));
    }

    /// Settles what has ended since the last call.
    ///
    /// @return how much that was
    int look() {
        List<Ended<Batch>> ended = attempts.ended();
        long machineNanos = System.nanoTime();
        Instant now = time.now();
        for (Ended<Batch> one : ended) {
            switch (one) {
                case Ended.Attempted(Batch batch, AttemptResult result, long begunNanos) ->
                    settle(batch, result, now.minusNanos(machineNanos - begunNanos));
                case Ended.NotBegun(List<Batch> batches) -> putBack(batches);
                case Ended.RunOver<Batch> _ -> throw new IllegalStateException("told only to the attempts themselves");
            }
        }
        return ended.size();
    }

    private void putBack(List<Batch> batches) {
        batches.forEach(batch -> batch.tenure().running(-1));
        Map<Boolean, List<Batch>> ours = batches.stream()
                .collect(Collectors.partitioningBy(batch -> batch.tenure().held()));
        backlog.putBack(ours.getOrDefault(true, List.of()));
        ours.getOrDefault(false, List.of()).forEach(this::handOver);
    }

    private void handOver(Batch batch) {
        batch.events().forEach(event -> {
            backlog.forget(event);
            outbox.handedOver(event, time.nanos());
        });
    }

    private void settle(Batch batch, AttemptResult result, Instant begun) {
        for (InFlight event : batch.events()) {
            event.begin(begun, warm ? Meter.Start.WARM : Meter.Start.COLD);
            warm = true;
        }
        batch.tenure().running(-1);
        tally.count(batch, result);
        parts.watcher().ended(batch, result);
        if (batch.tenure().over()) {
            handOver(batch);
            return;
        }
        Verdict verdict = verdict(batch, result);
        if (verdict instanceof Verdict.TryAgain(Duration delay) && !(result instanceof AttemptResult.PlatformAway)) {
            tally.again(batch, delay);
        }
        follow(batch, verdict);
        if (!(result instanceof AttemptResult.Returned)) {
            batch.tenure().toldOf(batch.size());
        }
    }

    private Verdict verdict(Batch batch, AttemptResult result) {
        int attempted = batch.first().attempts();
        return batch.size() == 1
                ? Verdict.of(result, attempted, policy, random.nextDouble())
                : Verdict.ofBatch(result, attempted, policy, random.nextDouble());
    }

    private void follow(Batch batch, Verdict verdict) {
        long now = time.nanos();
        switch (verdict) {
            case Verdict.Done done -> {
                outbox.succeeded(batch, done.outputs(), now);
                backlog.settled(batch);
            }
            case Verdict.TryAgain later -> {
                batch.events().forEach(event -> event.failed(time.now()));
                batch.tenure().failuresKnown();
                backlog.again(batch, now + later.delay().toNanos());
            }
            case Verdict.Dead dead -> bury(batch, dead);
        }
    }

    /// The event, or batch, becomes a dead letter.
    private void bury(Batch batch, Verdict.Dead verdict) {
        giveUp(batch, verdict);
        backlog.settled(batch);
        batch.tenure().failuresKnown();
    }

    private void giveUp(Batch batch, Verdict.Dead verdict) {
        tally.dead(batch, verdict);
        outbox.died(batch, verdict, time.nanos());
    }

    /// Interrupts attempts that have passed their deadline, and gives up the events of those that do not end then.
    ///
    /// @return whether there were any: only the end of this process stops such a handler
    boolean anyStuck() {
        Collection<Batch> stuck = attempts.interruptOverdue(System.nanoTime(), INTERRUPT_GRACE);
        for (Batch batch : stuck) {
            tally.overdue(batch, Run.NONE, timeout);
            if (!batch.tenure().over()) {
                bury(batch, new Verdict.Dead(FailureCode.TIMEOUT, Verdict.overdue(timeout)));
            }
        }
        return !stuck.isEmpty();
    }

    /// Whether all attempts at an event have been made under earlier owners of its partition, the last of which died of
    /// it.
    boolean exhausted(Batch batch) {
        return policy.exhausted(batch.first().attempts());
    }

    /// Gives up an event whose hosts have died of it.
    void hostsDied(Batch batch) {
        var error = new IllegalStateException("the host has died in the last of "
                + batch.first().attempts()
                + " attempts at this event: does it run out of memory, or end the process?");
        bury(batch, new Verdict.Dead(FailureCode.HOST_DIED, error));
    }

    /// Takes in new events.
    void take(List<InFlight> events) {
        for (InFlight event : events) {
            if (event.spent()) {
                giveUp(new Batch(List.of(event)), new Verdict.Dead(FailureCode.HOST_DIED, spent()));
            } else {
                backlog.add(event);
            }
        }
    }

    private static IllegalStateException spent() {
        return new IllegalStateException("handed out " + Deliveries.LAST_RUN
                + " times, and each time its host ended or lost it before it had an outcome: does it run out of memory,"
                + " or end the process?");
    }

    /// Leaves to other hosts what has not begun, or waits for another attempt.
    void handOver(List<Tenure> leaving) {
        leaving.forEach(tenure -> backlog.drop(tenure).forEach(event -> outbox.handedOver(event, time.nanos())));
    }

    /// How long an attempt may take until it is certainly over.
    Duration patience() {
        return timeout.plus(INTERRUPT_GRACE);
    }
}
