package dev.lavant.autoscaler.decide;

import static java.util.Locale.ROOT;

import dev.lavant.schemas.ScalingCode;
import java.time.Duration;

/// How many hosts the work needs, whatever may be had.
///
/// Two needs are computed and the greater one counts. The *rate* need carries what arrives; it depends on nothing
/// that the number of hosts changes, so it cannot swing. The *backlog* need finishes what waits within what is left of
/// the target once a new host has started; it falls to nothing with the backlog.
///
/// @param hosts 0 only when nothing waits
/// @param code which of the needs it is
/// @param reason the numbers
record Demand(int hosts, ScalingCode code, String reason) {
    private static final double PRIOR_SAMPLES = 20;
    private static final double PRIOR_SERVICE_SECONDS = 0.2;
    private static final double MOST_BUSY = 0.85;
    private static final double LEAST_BUSY = 0.5;
    private static final double LATE = 0.01;

    /// Nothing waits, and has not for so long that no host is kept for it.
    static Demand none(Duration idle) {
        return new Demand(0, ScalingCode.ZERO_IDLE, "nothing has waited for " + idle.toSeconds() + " s");
    }

    /// Example: 412 wait, 20/s arrive, an event takes 100 ms, a host runs 4 at once, target 10 s, start 3 s. A host
    /// does 40/s; 20/s need 20/(40·0.85) = 0.6 hosts; 412 within 0.85·10 − 3 − 0.1 = 5.4 s need 412/(40·5.4) = 1.9.
    static Demand of(Spec spec, Observation seen, Lag.Known lag, double arrivalsPerSecond) {
        double service = serviceSeconds(seen.work());
        double perHost = spec.concurrency() / service;
        double finishWithin = finishWithin(spec, service);
        int forRate = (int) Math.ceil(arrivalsPerSecond / (perHost * utilisation(spec, service)));
        int forBacklog = (int) Math.ceil(lag.events() / (perHost * finishWithin));
        int hosts = Math.max(1, Math.max(forRate, forBacklog));
        String reason = String.format(
                ROOT,
                "%d waiting, %.1f/s arriving, %s off %.1f/s; %d needed to finish within %.1f s (target %s)",
                lag.events(),
                arrivalsPerSecond,
                seen.hosts().ready() == 1 ? "1 host works" : seen.hosts().ready() + " hosts work",
                seen.hosts().ready() * perHost,
                hosts,
                finishWithin,
                shown(spec.targetLatency()));
        return new Demand(hosts, forRate > forBacklog ? ScalingCode.RATE_UP : ScalingCode.DRAIN_UP, reason);
    }

    /// The mean of what was seen, and of twenty events of 200 ms that were not: a new function is no surprise.
    static double serviceSeconds(Observation.Work work) {
        double seen = work.busy().toNanos() / 1e9;
        return (PRIOR_SAMPLES * PRIOR_SERVICE_SECONDS + seen) / (PRIOR_SAMPLES + work.events());
    }

    /// Whether so few events have been seen that the service time is still a guess.
    static boolean guessed(Observation.Work work) {
        return work.events() < PRIOR_SAMPLES;
    }

    /// How busy hosts may be for one event in a hundred to miss the target, waiting for a free place: M/M/c tail.
    private static double utilisation(Spec spec, double service) {
        double target = seconds(spec.targetLatency());
        double spare = spec.concurrency() * (target - 4 * service);
        double busy = spare <= 0 ? LEAST_BUSY : 1 - Math.log(1 / LATE) * service / spare;
        return Math.clamp(busy, LEAST_BUSY, MOST_BUSY);
    }

    /// Never less than a third of the target, which bounds how hard a backlog pulls: a target that a start alone
    /// misses must not start every host there is.
    private static double finishWithin(Spec spec, double service) {
        double target = seconds(spec.targetLatency());
        return Math.max(0.85 * target - seconds(spec.startTime()) - service, target / 3);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    static String shown(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
