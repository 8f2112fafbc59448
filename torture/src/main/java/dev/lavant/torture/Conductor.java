package dev.lavant.torture;

import dev.lavant.torture.load.Sender;
import dev.lavant.torture.plan.Fault;
import dev.lavant.torture.plan.Plan;
import dev.lavant.torture.plan.Step;
import dev.lavant.torture.stage.Broker;
import dev.lavant.torture.stage.Fleet;
import dev.lavant.torture.stage.HostProcess;
import dev.lavant.torture.stage.HostProcess.End;
import dev.lavant.torture.stage.Remaining;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Does what the plan says, and replaces what dies. One thread, in turns of some milliseconds.
final class Conductor {
    private static final Duration TURN = Duration.ofMillis(20);
    private static final Duration VICTIM_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration BROKER_WITHIN = Duration.ofSeconds(90);
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);
    private static final Duration FINISHES_WITHIN = Duration.ofMinutes(8);
    private static final int EVERY_TIME = Integer.MAX_VALUE;

    private final TortureSettings settings;
    private final Chronicle chronicle;
    private final Stage stage;
    private final Plan plan;
    private final CountDownLatch never = new CountDownLatch(1);
    private Step step;
    private long dueNanos;
    private Optional<Long> brokerBackNanos = Optional.empty();
    private boolean brokerServes = true;

    /// What is tormented, and what feeds it.
    record Stage(Broker broker, Fleet fleet, Sender sender) {}

    Conductor(TortureSettings settings, Chronicle chronicle, Stage stage) {
        this.settings = settings;
        this.chronicle = chronicle;
        this.stage = stage;
        this.plan = new Plan(settings.seed(), settings.mostHosts());
        this.step = plan.next();
    }

    /// Faults, until enough hosts are lost or time is over.
    void torment() {
        long until = System.nanoTime() + settings.atMost().toNanos();
        stage.fleet().scale(settings.mostHosts());
        schedule(plan.next());
        while (chronicle.kills() < settings.kills() && System.nanoTime() < until) {
            turn();
            if (dueNanos <= System.nanoTime()) {
                take(step);
            }
        }
    }

    private void schedule(Step next) {
        step = next;
        dueNanos = System.nanoTime() + next.after().toNanos();
    }

    /// A step that finds no victim is tried again, for a while.
    private void take(Step due) {
        if (done(due.fault())) {
            schedule(plan.next());
        } else if (System.nanoTime() - dueNanos > VICTIM_WITHIN.toNanos()) {
            chronicle.happened("step passed over", due.fault() + ": nobody to do it to for " + VICTIM_WITHIN);
            schedule(plan.next());
        }
    }

    private boolean done(Fault fault) {
        return switch (fault) {
            case Fault.Kill(int victim) -> toHost(victim, this::kill);
            case Fault.KillAll _ -> killAll();
            case Fault.Replace(int victim, Duration frozen) -> toHost(victim, host -> replace(host, frozen));
            case Fault.Freeze(int victim, Duration frozen) -> toHost(victim, host -> freeze(host, frozen));
            case Fault.ExhaustMemory(int times) -> exhaust(settings.deadly() ? EVERY_TIME : times);
            case Fault.Scale(int hosts) -> scale(hosts);
            case Fault.KillBroker(Duration away) -> takeBroker("broker killed", away, stage.broker()::kill);
            case Fault.StopBroker(Duration away) -> takeBroker("broker stopped", away, stage.broker()::stop);
        };
    }

    private boolean toHost(int victim, Consumer<HostProcess> fault) {
        Optional<HostProcess> host = stage.fleet().victim(victim);
        host.ifPresent(fault);
        return host.isPresent();
    }

    private void kill(HostProcess host) {
        chronicle.say("kill -9 of " + host);
        stage.fleet().kill(host);
    }

    private boolean killAll() {
        List<HostProcess> all = stage.fleet().working();
        all.forEach(this::kill);
        return !all.isEmpty();
    }

    private void replace(HostProcess host, Duration frozen) {
        stage.fleet().freezeAndReplace(host, frozen);
        chronicle.killed("SIGSTOP and replaced", host + ", for " + frozen);
    }

    private void freeze(HostProcess host, Duration frozen) {
        stage.fleet().freeze(host, frozen);
        chronicle.happened("SIGSTOP and not replaced", host + ", for " + frozen);
    }

    private boolean exhaust(int times) {
        stage.sender().exhaust(times);
        return true;
    }

    private boolean scale(int hosts) {
        stage.fleet().scale(hosts);
        chronicle.happened("scaled", "to " + hosts);
        return true;
    }

    private boolean takeBroker(String how, Duration away, Runnable end) {
        if (!brokerServes) {
            return false;
        }
        chronicle.happened(how, "for " + away);
        end.run();
        brokerServes = false;
        brokerBackNanos = Optional.of(System.nanoTime() + away.toNanos());
        return true;
    }

    private void turn() {
        pause();
        stage.fleet().departed().forEach(this::note);
        stage.fleet().thaw().forEach(host -> chronicle.say("SIGCONT to " + host));
        mindBroker();
        stage.fleet().fill().forEach(host -> chronicle.say("started " + host));
    }

    private void note(Fleet.Departure departure) {
        switch (departure.end()) {
            case End.Killed(String by) -> chronicle.killed(by, departure.host().toString());
            case End.Left(int exitCode) ->
                chronicle.happened(
                        "host left with exit code " + exitCode, departure.host().toString());
        }
    }

    private void mindBroker() {
        if (brokerBackNanos.isPresent()) {
            if (brokerBackNanos.get() <= System.nanoTime()) {
                brokerBackNanos = Optional.empty();
                stage.broker().start();
            }
            return;
        }
        boolean serves = stage.broker().serves();
        if (serves && !brokerServes) {
            chronicle.say("the broker serves again");
        }
        brokerServes = serves;
    }

    /// Heals everything, sends no more, and waits until all is done.
    ///
    /// @return what is not done when nothing has moved for a minute, or after eight minutes; by partition
    Map<String, Long> settle(Remaining remaining) {
        chronicle.say("no more faults");
        stage.fleet().startSoundOnes();
        stage.fleet().thawAll();
        stage.fleet().scale(settings.mostHosts());
        awaitBroker();
        stage.sender().stop();
        chronicle.say("no more events, " + stage.sender().acknowledged().size() + " were acknowledged");
        Map<String, Long> open = whatStays(remaining);
        chronicle.say(open.isEmpty() ? "all is done" : "not done: " + open);
        return open;
    }

    private Map<String, Long> whatStays(Remaining remaining) {
        long end = System.nanoTime() + FINISHES_WITHIN.toNanos();
        long standstill = System.nanoTime() + LONGEST_STANDSTILL.toNanos();
        Map<String, Long> open = look(remaining);
        while (!open.isEmpty() && System.nanoTime() < Math.min(end, standstill)) {
            Map<String, Long> now = look(remaining);
            standstill = now.equals(open) ? standstill : System.nanoTime() + LONGEST_STANDSTILL.toNanos();
            open = now;
        }
        return open;
    }

    private void awaitBroker() {
        long until = System.nanoTime() + BROKER_WITHIN.toNanos();
        turn();
        while (!brokerServes) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the broker does not come back within " + BROKER_WITHIN);
            }
            turn();
        }
    }

    private Map<String, Long> look(Remaining remaining) {
        long until = System.nanoTime() + LOOK_EVERY.toNanos();
        while (System.nanoTime() < until) {
            turn();
        }
        try {
            return remaining.read();
        } catch (ExecutionException unanswered) {
            chronicle.say("what remains is unknown: " + unanswered.getCause());
            return Map.of("unknown, Kafka does not answer", 1L);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private void pause() {
        try {
            boolean _ = never.await(TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
