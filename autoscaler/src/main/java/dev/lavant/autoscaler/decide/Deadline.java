package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.Decision.Rates;
import dev.lavant.autoscaler.decide.State.Need;
import dev.lavant.schemas.ScalingCode;
import java.util.List;
import java.util.Optional;

/// As many hosts as it takes to commit every event within the target latency, and no more.
///
/// What the work needs ([Demand]) is cut to what may be had ([Limit]). Up at once, down only to the most that
/// was needed within a window, to zero when keeping hosts would cost more than the next cold start ([Idle]).
///
/// Pure: no clock, no Kafka, no memory but [State]. `docs/scaling.md` explains the formulas.
public final class Deadline {
    /// Name and version, published with every decision.
    public static final String NAME = "deadline-2";

    private Deadline() {}

    /// Decides.
    public static Decision decide(Spec spec, Observation seen, State before) {
        if (spec.wanted() == Spec.Wanted.PAUSED) {
            return stopped(ScalingCode.PAUSED, "paused by an operator", spec, seen, before);
        }
        if (spec.allowance().hosts() == 0) {
            return stopped(ScalingCode.CAPPED_BUDGET, spec.allowance().reason(), spec, seen, before);
        }
        return switch (seen.lag()) {
            case Lag.Unknown(String why) -> hold(spec, seen, why, before);
            case Lag.Known lag -> known(spec, seen, lag, before);
        };
    }

    private static Decision stopped(ScalingCode code, String reason, Spec spec, Observation seen, State before) {
        String waiting = switch (seen.lag()) {
            case Lag.Known lag -> lag.events() + " wait";
            case Lag.Unknown(String why) -> "what waits is unknown (" + why + ")";
        };
        return new Decision(
                0,
                code,
                reason + "; " + waiting,
                Rates.unknown(seen.work()),
                before.unknown(new Need(seen.at(), 0), spec.downWindow()));
    }

    private static Decision hold(Spec spec, Observation seen, String why, State before) {
        int current = Math.min(seen.hosts().current(), spec.allowance().hosts());
        return new Decision(
                current,
                ScalingCode.HOLD_STALE,
                "held at " + current + ": what waits is unknown (" + why + ")",
                Rates.unknown(seen.work()),
                before.unknown(new Need(seen.at(), current), spec.downWindow()));
    }

    private static Decision known(Spec spec, Observation seen, Lag.Known lag, State before) {
        Look look = Look.of(spec, seen, lag, before);
        Optional<State.Failed> failed = failures(seen, before);
        Demand demand = look.demand(spec, seen, lag);
        Limit limit = Limit.of(spec, seen, lag.partitions().size(), failed, before.learned());
        var had = new Need(seen.at(), Math.min(demand.hosts(), limit.hosts()));
        List<Need> needs = Needs.with(before.needs(seen), had, spec.downWindow());
        int current = seen.hosts().current();
        int kept = demand.hosts() == 0 ? 0 : Math.min(current, Needs.most(needs));
        int most = Math.min(spec.share().hosts(), spec.allowance().hosts());
        int hosts = Math.min(Math.max(had.hosts(), kept), most);
        var sized = new Sized(look, demand, limit, current, hosts);
        return new Decision(
                sized.hosts(),
                sized.code(),
                sized.reason(spec),
                look.rates(demand),
                new State(
                        look.arrivals().ends(),
                        needs,
                        Optional.of(look.busyAt()),
                        failed,
                        look.decided(seen, sized.hosts())));
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
