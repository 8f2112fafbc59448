package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A look at what is known, with what is remembered: all that a decision rests on.
///
/// @param busy whether something waits or runs, or came and was done since the last look
/// @param busyAt when something last did
/// @param idle since then
/// @param plan for lulls
/// @param next what of it will be remembered
record Look(
        Pace pace,
        Arrivals arrivals,
        Skew skew,
        boolean busy,
        Instant busyAt,
        Duration idle,
        Idle plan,
        State.Learned next) {

    static Look of(Spec spec, Observation seen, Lag.Known lag, State before) {
        Pace pace = Pace.of(spec, seen.work());
        Arrivals arrivals = Arrivals.of(before.ends(), seen.at(), lag.end());
        var tracks = Track.follow(before, seen, lag.partitions());
        Skew skew = Skew.of(spec, seen, lag.partitions(), tracks, arrivals.perSecond());
        boolean busy = lag.events() > 0 || seen.work().inFlight() > 0 || before.grown(lag);
        Instant lastBusy = before.busyAt().orElse(seen.at());
        Habits habits = before.learned().habits();
        if (busy) {
            habits = habits.busy(Duration.between(lastBusy, seen.at()), seen, lag);
        }
        habits = habits.after(pace.lead(0), seen, lag);
        Instant busyAt = busy ? seen.at() : lastBusy;
        return new Look(
                pace,
                arrivals,
                skew,
                busy,
                busyAt,
                Duration.between(busyAt, seen.at()),
                Idle.of(pace, habits.sortedLulls(), Pace.seconds(spec.keepAlive())),
                new State.Learned(
                        tracks,
                        Optional.of(seen.at()),
                        habits,
                        before.learned().effect().seen(pace, seen, lag),
                        before.learned().asked(),
                        Math.max(0, before.learned().unsure() - 1)));
    }

    /// What the work needs, or a lull.
    Demand demand(Spec spec, Observation seen, Lag.Known lag) {
        double idleSeconds = Pace.seconds(idle);
        boolean nobody = seen.hosts().current() == 0 && seen.hosts().older() == 0;
        if (!busy && plan.expects(idleSeconds)) {
            return Demand.ahead(plan);
        }
        if (!busy && (nobody || idleSeconds >= plan.keep())) {
            return Demand.none(idle);
        }
        Demand demand = Demand.of(spec, seen, lag, this);
        return seen.hosts().current() == 0 ? demand.atLeastFor(next.habits().wakeSize(), pace) : demand;
    }

    /// What will be remembered after a decision to have so many hosts.
    State.Learned decided(Observation seen, int hosts) {
        return new State.Learned(
                next.tracks(),
                next.lookedAt(),
                next.habits(),
                next.effect().decided(pace, seen, hosts),
                Pending.with(next.asked(), seen, hosts),
                next.unsure());
    }

    Decision.Rates rates(Demand demand) {
        return new Decision.Rates(
                arrivals.perSecond(),
                arrivals.dispersion(),
                pace.service() * 1_000,
                idle.toMillis(),
                new Decision.Sizes(demand.forRate(), demand.forBacklog(), demand.oldestSeconds()),
                Decision.Stay.of(plan));
    }
}
