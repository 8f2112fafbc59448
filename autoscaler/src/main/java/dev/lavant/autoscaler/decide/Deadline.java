package dev.lavant.autoscaler.decide;

import static java.util.Locale.ROOT;

import dev.lavant.autoscaler.decide.Decision.Rates;
import dev.lavant.autoscaler.decide.State.Need;
import dev.lavant.schemas.ScalingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// As many hosts as it takes to commit every event within the target latency, and no more.
///
/// Two needs are computed and the greater one counts. The *rate* need carries what arrives, with hosts at most 85 %
/// busy; it depends on nothing that the number of hosts changes, so it cannot swing. The *backlog* need finishes what
/// waits within what is left of the target once a new host has started; it falls to nothing with the backlog.
///
/// Pure: no clock, no Kafka, no memory but [State]. The formulas are those of `docs/scaling.md`.
public final class Deadline {
    /// Name and version, published with every decision.
    public static final String NAME = "deadline-1";

    private static final double UTILISATION = 0.85;
    private static final double PRIOR_SAMPLES = 20;
    private static final double PRIOR_SERVICE_SECONDS = 0.2;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
    private static final int TOLERATED_FAILURES = 3;

    private Deadline() {}

    /// Decides.
    public static Decision decide(Spec spec, Observation seen, State before) {
        return switch (seen.lag()) {
            case Lag.Unknown unknown ->
                new Decision(
                        seen.hosts().current(),
                        ScalingCode.HOLD_STALE,
                        "held at " + seen.hosts().current() + ": lag is unknown (" + unknown.why() + ")",
                        new Rates(0, serviceSeconds(seen.work()) * 1_000, 0),
                        before);
            case Lag.Known lag -> known(spec, seen, lag, before);
        };
    }

    private static Decision known(Spec spec, Observation seen, Lag.Known lag, State before) {
        Arrivals arrivals = Arrivals.of(before.ends(), seen.at(), lag.end());
        boolean busy = lag.events() > 0 || seen.work().inFlight() > 0;
        Optional<Instant> busyAt = busy ? Optional.of(seen.at()) : before.busyAt();
        Duration idle = busyAt.map(at -> Duration.between(at, seen.at())).orElse(spec.keepAlive());
        var rates = new Rates(arrivals.perSecond(), serviceSeconds(seen.work()) * 1_000, busy ? 0 : idle.toMillis());
        Optional<State.Failed> failed = failures(seen, before);
        Choice choice = busy ? whenBusy(spec, seen, lag, rates, failed) : whenIdle(spec, seen, idle);
        List<Need> needs = Needs.with(before.needs(), new Need(seen.at(), choice.hosts()), spec.downWindow());
        Choice steady = choice.code() == ScalingCode.ZERO_IDLE || choice.code() == ScalingCode.START_FAILED
                ? choice
                : noSoonerDown(seen, choice, Needs.most(needs));
        return new Decision(
                steady.hosts(),
                steady.code(),
                steady.reason(),
                rates,
                new State(arrivals.ends(), needs, busyAt, failed));
    }

    private record Choice(int hosts, ScalingCode code, String reason) {
        private Choice withHosts(int other) {
            return new Choice(other, code, reason);
        }
    }

    private static Choice whenIdle(Spec spec, Observation seen, Duration idle) {
        int current = seen.hosts().current();
        if (current == 0) {
            return new Choice(0, ScalingCode.ZERO_IDLE, "nothing waits");
        }
        if (idle.compareTo(spec.keepAlive()) < 0) {
            return new Choice(
                    current,
                    ScalingCode.KEEP_ALIVE,
                    "nothing waits; kept for %s after the last event".formatted(shown(spec.keepAlive())));
        }
        return new Choice(0, ScalingCode.ZERO_IDLE, "nothing has waited for " + shown(spec.keepAlive()));
    }

    private static Choice whenBusy(
            Spec spec, Observation seen, Lag.Known lag, Rates rates, Optional<State.Failed> failed) {
        Optional<Choice> hold = failed.filter(last -> last.starts() >= TOLERATED_FAILURES)
                .filter(last -> Duration.between(last.at(), seen.at()).compareTo(backoff(last.starts())) < 0)
                .map(last -> new Choice(
                        seen.hosts().current(),
                        ScalingCode.START_FAILED,
                        "%d starts in a row have failed; the next one comes %s after the last (see the host's log)"
                                .formatted(last.starts(), shown(backoff(last.starts())))));
        return hold.orElseGet(() -> needed(spec, seen, lag, rates));
    }

    private static Choice needed(Spec spec, Observation seen, Lag.Known lag, Rates rates) {
        double service = rates.serviceMillis() / 1_000;
        double perHost = spec.concurrency() / service;
        int forRate = (int) Math.ceil(rates.arrivalsPerSecond() / (perHost * UTILISATION));
        double slack = slackSeconds(spec, service);
        int forBacklog = (int) Math.min(Integer.MAX_VALUE, Math.ceil(lag.events() / (perHost * slack)));
        int wanted = Math.max(1, Math.max(forRate, forBacklog));
        String why = String.format(
                ROOT,
                "%d wait and %.1f/s arrive, a host does %.1f/s; %d needed to finish within %.1f s (target %s)",
                lag.events(),
                rates.arrivalsPerSecond(),
                perHost,
                wanted,
                slack,
                shown(spec.targetLatency()));
        ScalingCode code = seen.hosts().current() == 0
                ? ScalingCode.WAKE
                : forBacklog >= forRate ? ScalingCode.DRAIN_UP : ScalingCode.RATE_UP;
        return capped(spec, seen, lag, new Choice(wanted, code, why));
    }

    private static Choice capped(Spec spec, Observation seen, Lag.Known lag, Choice wanted) {
        int partitions = lag.partitions().size();
        if (wanted.hosts() > Math.min(partitions, spec.maxHosts())) {
            return partitions < spec.maxHosts()
                    ? new Choice(
                            partitions,
                            ScalingCode.CAPPED_PARTITIONS,
                            wanted.reason() + "; capped at " + partitions + ", the number of partitions")
                    : new Choice(
                            spec.maxHosts(),
                            ScalingCode.CAPPED_MAX,
                            wanted.reason() + "; capped at " + spec.maxHosts() + ", the most that are allowed");
        }
        int doubled = Math.max(1, 2 * seen.hosts().ready());
        if (seen.work().events() < PRIOR_SAMPLES && wanted.hosts() > doubled) {
            return new Choice(
                    doubled,
                    ScalingCode.HOLD_WARMUP,
                    wanted.reason() + "; at most " + doubled + " until 20 events have shown how long one takes");
        }
        return wanted;
    }

    private static Choice noSoonerDown(Observation seen, Choice choice, int mostNeeded) {
        int current = seen.hosts().current();
        int hosts = choice.hosts() < current ? Math.min(current, Math.max(choice.hosts(), mostNeeded)) : choice.hosts();
        if (hosts < current) {
            return new Choice(hosts, ScalingCode.DOWN, "%d are enough; %s".formatted(hosts, choice.reason()));
        }
        boolean kept = hosts == current && choice.code() != ScalingCode.KEEP_ALIVE && current > 0;
        return kept
                ? new Choice(hosts, ScalingCode.STEADY, hosts + " stay; " + choice.reason())
                : choice.withHosts(hosts);
    }

    private static Optional<State.Failed> failures(Observation seen, State before) {
        int starts = seen.hosts().failedStarts();
        if (starts == 0) {
            return Optional.empty();
        }
        return before.failedAt()
                .filter(last -> last.starts() == starts)
                .or(() -> Optional.of(new State.Failed(seen.at(), starts)));
    }

    private static Duration backoff(int starts) {
        return FIRST_BACKOFF.multipliedBy(1L << Math.min(starts - TOLERATED_FAILURES, 5));
    }

    /// The mean of what was seen, and of twenty events of 200 ms that were not: a new function is no surprise.
    private static double serviceSeconds(Observation.Work work) {
        double seen = work.busy().toNanos() / 1e9;
        return (PRIOR_SAMPLES * PRIOR_SERVICE_SECONDS + seen) / (PRIOR_SAMPLES + work.events());
    }

    private static double slackSeconds(Spec spec, double service) {
        double target = spec.targetLatency().toNanos() / 1e9;
        double start = spec.startTime().toNanos() / 1e9;
        return Math.max(0.85 * target - start - service, target / 3);
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
