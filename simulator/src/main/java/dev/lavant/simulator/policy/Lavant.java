package dev.lavant.simulator.policy;

import dev.lavant.autoscaler.decide.Deadline;
import dev.lavant.autoscaler.decide.Decision;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Observation;
import dev.lavant.autoscaler.decide.Spec;
import dev.lavant.autoscaler.decide.State;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Lavant's own rule: the very function that the autoscaler runs.
public final class Lavant implements Policy {
    private static final long ENOUGH = 1_000;

    private final Spec spec;
    private final double tick;
    private State state = State.NONE;
    private long handled;
    private double busySeconds;
    private long events;
    private double seconds;

    /// One that remembers nothing yet.
    public Lavant(Model model) {
        spec = new Spec(
                Spec.Wanted.RUNNING,
                model.sharing(),
                model.count(Setting.MAX_HOSTS),
                model.count(Setting.CONCURRENCY),
                duration(model.time(Setting.TARGET)),
                duration(Math.max(model.time(Setting.START), model.time(Setting.START_P95))),
                duration(model.time(Setting.KEEP_ALIVE)),
                duration(model.time(Setting.DOWN_WINDOW)));
        tick = model.time(Setting.TICK);
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    @Override
    public double every() {
        return tick;
    }

    @Override
    public boolean rings() {
        return true;
    }

    @Override
    public int hosts(Sight seen) {
        sample(seen);
        Decision decision = Deadline.decide(spec, observation(seen), state);
        state = decision.next();
        return decision.desired();
    }

    /// As heartbeats are added up: old events count half each time that enough new ones have been seen.
    private void sample(Sight seen) {
        int halved = events > ENOUGH && seen.handled() > handled ? 2 : 1;
        events = events / halved + seen.handled() - handled;
        seconds = seconds / halved + seen.busySeconds() - busySeconds;
        handled = seen.handled();
        busySeconds = seen.busySeconds();
    }

    private Observation observation(Sight seen) {
        return new Observation(
                Instant.EPOCH.plus(duration(seen.now())),
                new Lag.Known(partitions(seen)),
                new Observation.Hosts(seen.ready(), seen.starting(), seen.draining(), 0),
                new Observation.Work(events, duration(seconds), seen.inFlight()),
                Observation.Failures.NONE);
    }

    private static List<Lag.Partition> partitions(Sight seen) {
        var partitions = new ArrayList<Lag.Partition>(seen.partitions());
        for (int p = 0; p < seen.partitions(); p++) {
            partitions.add(new Lag.Partition("events", p, seen.end(p), seen.committed(p), 0));
        }
        return partitions;
    }
}
