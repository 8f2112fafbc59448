package dev.lavant.autoscaler.decide;

import static java.util.Locale.ROOT;

import dev.lavant.schemas.ScalingCode;
import java.time.Duration;

/// How many hosts the work needs, whatever may be had: the greater of what arrives ([Steady]) and what waits
/// ([Backlog]); from zero at least what a wake uses to bring.
///
/// @param hosts 0 only when nothing waits
/// @param code which of the needs it is
/// @param reason the numbers
/// @param forRate hosts for what arrives
/// @param forBacklog hosts for what waits
/// @param oldestSeconds how long the oldest has waited, at most a minute
record Demand(int hosts, ScalingCode code, String reason, int forRate, int forBacklog, int oldestSeconds) {

    /// Nothing waits, and has not for so long that no host is kept for it.
    static Demand none(Duration idle) {
        return new Demand(0, ScalingCode.ZERO_IDLE, "nothing has waited for " + idle.toSeconds() + " s", 0, 0, 0);
    }

    /// A host is to be there before the next event.
    static Demand ahead(Idle plan) {
        String reason = String.format(
                ROOT, "the next event uses to come %.0f to %.0f s after the last", plan.from(), plan.until());
        return new Demand(1, ScalingCode.PREWARM, reason, 0, 0, 0);
    }

    /// What the work needs now.
    static Demand of(Spec spec, Observation seen, Lag.Known lag, Look look) {
        Pace pace = look.pace();
        int running = Math.min(seen.work().inFlight(), seen.hosts().ready() * spec.concurrency());
        int forRate = Steady.of(spec, pace, lag.partitions().size(), look.skew().perSecond())
                .beside(seen.hosts().current());
        Backlog backlog = Backlog.of(
                pace,
                seen,
                look.next().asked(),
                look.arrivals(),
                Math.max(0, look.skew().waiting() - running));
        int hosts = Math.max(
                1, Math.max(forRate, backlog.hosts()) + look.skew().hot().size());
        ScalingCode code = forRate > backlog.hosts() ? ScalingCode.RATE_UP : ScalingCode.DRAIN_UP;
        String reason = reason(pace, seen, lag, look.arrivals(), backlog) + "; " + hosts + " needed to finish within "
                + shown(spec.targetLatency());
        return new Demand(hosts, code, reason, forRate, backlog.hosts(), backlog.oldestSeconds());
    }

    private static String reason(Pace pace, Observation seen, Lag.Known lag, Arrivals arrivals, Backlog backlog) {
        int ready = seen.hosts().ready();
        return String.format(
                ROOT,
                "%d waiting%s, %.1f/s arriving, %s off %.1f/s",
                lag.events(),
                backlog.oldestSeconds() == 0 ? "" : " (for up to " + backlog.oldestSeconds() + " s)",
                arrivals.perSecond(),
                ready == 1 ? "1 host works" : ready + " hosts work",
                ready * pace.perHost());
    }

    /// From zero, at least what three wakes in four had need of.
    Demand atLeastFor(long wakeSize, Pace pace) {
        int usual = (int) Math.ceil(wakeSize / (pace.perHost() * pace.finishWithin(0, pace.lead(0))));
        if (usual <= hosts) {
            return this;
        }
        String more = "%s; %d wake, as three wakes in four bring %d events at once".formatted(reason, usual, wakeSize);
        return new Demand(usual, code, more, forRate, forBacklog, oldestSeconds);
    }

    static String shown(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
