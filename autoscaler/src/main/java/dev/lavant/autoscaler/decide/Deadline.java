package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.Decision.Rates;
import dev.lavant.autoscaler.decide.State.Need;
import dev.lavant.schemas.ScalingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// As many hosts as it takes to commit every event within the target latency, and no more.
///
/// What the work needs ([Demand]) is cut to what may be had ([Limit]). Up at once, down only to the most that was
/// needed within a window, to zero only when nothing has waited for the keep-alive time.
///
/// Pure: no clock, no Kafka, no memory but [State]. `docs/scaling.md` explains the formulas.
public final class Deadline {
    /// Name and version, published with every decision.
    public static final String NAME = "deadline-1";

    private Deadline() {}

    /// Decides.
    public static Decision decide(Spec spec, Observation seen, State before) {
        if (spec.wanted() == Spec.Wanted.PAUSED) {
            return paused(spec, seen, before);
        }
        return switch (seen.lag()) {
            case Lag.Unknown(String why) -> hold(spec, seen, why, before);
            case Lag.Known lag -> known(spec, seen, lag, before);
        };
    }

    private static Decision paused(Spec spec, Observation seen, State before) {
        String waiting = switch (seen.lag()) {
            case Lag.Known lag -> lag.events() + " wait";
            case Lag.Unknown(String why) -> "what waits is unknown (" + why + ")";
        };
        return new Decision(
                0,
                ScalingCode.PAUSED,
                "paused by an operator; " + waiting,
                new Rates(0, Demand.serviceSeconds(seen.work()) * 1_000, 0),
                before.unknown(new Need(seen.at(), 0), spec.downWindow()));
    }

    private static Decision hold(Spec spec, Observation seen, String why, State before) {
        int current = seen.hosts().current();
        return new Decision(
                current,
                ScalingCode.HOLD_STALE,
                "held at " + current + ": what waits is unknown (" + why + ")",
                new Rates(0, Demand.serviceSeconds(seen.work()) * 1_000, 0),
                before.unknown(new Need(seen.at(), current), spec.downWindow()));
    }

    private static Decision known(Spec spec, Observation seen, Lag.Known lag, State before) {
        Arrivals arrivals = Arrivals.of(before.ends(), seen.at(), lag.end());
        boolean busy = lag.events() > 0 || seen.work().inFlight() > 0;
        Instant busyAt = busy ? seen.at() : before.busyAt().orElse(seen.at());
        Duration idle = Duration.between(busyAt, seen.at());
        Optional<State.Failed> failed = failures(seen, before);

        boolean nobody = seen.hosts().current() == 0 && seen.hosts().older() == 0;
        boolean unneeded = !busy && (nobody || idle.compareTo(spec.keepAlive()) >= 0);
        Demand demand = unneeded ? Demand.none(idle) : Demand.of(spec, seen, lag, arrivals.perSecond());
        Limit limit = Limit.of(spec, seen, lag.partitions().size(), failed);
        var had = new Need(seen.at(), Math.min(demand.hosts(), limit.hosts()));
        List<Need> needs = Needs.with(before.needs(), had, spec.downWindow());
        int kept = unneeded ? 0 : Math.min(seen.hosts().current(), Needs.most(needs));
        var sized = new Sized(demand, limit, seen.hosts().current(), Math.max(had.hosts(), kept));
        return new Decision(
                sized.hosts(),
                sized.code(busy),
                sized.reason(spec, busy),
                new Rates(arrivals.perSecond(), Demand.serviceSeconds(seen.work()) * 1_000, idle.toMillis()),
                new State(arrivals.ends(), needs, Optional.of(busyAt), failed));
    }

    /// A size with what led to it.
    private record Sized(Demand demand, Limit limit, int current, int hosts) {

        private boolean limited() {
            return demand.hosts() > limit.hosts();
        }

        private ScalingCode code(boolean busy) {
            if (demand.hosts() == 0) {
                return ScalingCode.ZERO_IDLE;
            }
            if (hosts > current) {
                return current == 0 ? ScalingCode.WAKE : limited() ? limit.code() : demand.code();
            }
            if (hosts < current) {
                return ScalingCode.DOWN;
            }
            if (limited() && hosts == limit.hosts()) {
                return limit.code();
            }
            return busy ? ScalingCode.STEADY : ScalingCode.KEEP_ALIVE;
        }

        private String reason(Spec spec, boolean busy) {
            var reason = new StringBuilder(demand.reason());
            if (limited()) {
                reason.append("; ").append(limit.reason());
            }
            if (hosts > Math.min(demand.hosts(), limit.hosts())) {
                reason.append("; %d kept, so many were needed within the last %s"
                        .formatted(hosts, Demand.shown(spec.downWindow())));
            }
            if (demand.hosts() > 0 && !busy) {
                reason.append("; none goes before nothing has waited for ").append(Demand.shown(spec.keepAlive()));
            }
            return reason.toString();
        }
    }

    private static Optional<State.Failed> failures(Observation seen, State before) {
        int starts = seen.failures().inARow();
        if (starts == 0) {
            return Optional.empty();
        }
        return before.failedAt()
                .filter(last -> last.starts() == starts)
                .or(() -> Optional.of(new State.Failed(seen.at(), starts)));
    }
}
