package dev.lavant.simulator;

import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.plane.Load;
import dev.lavant.simulator.plane.Plane;
import dev.lavant.simulator.policy.Contender;
import dev.lavant.simulator.policy.Policy;

/// Lets a function live through a workload in virtual time. The same model, workload and seed lead to the same
/// result.
public final class Simulation {
    private static final double PATIENCE = 7_200;

    private final Model model;
    private final Load load;

    /// Every rule meets the same arrivals and the same service times.
    public Simulation(Model model, Workload workload, long seed) {
        this.model = model;
        this.load = new Load(workload, model, seed);
    }

    /// Lives under one rule: until the workload is over and the last event is committed, or two hours more.
    public Run run(Contender contender) {
        Policy policy = contender.fresh(model);
        var plane = new Plane(load, model);
        var hosts = new Curve();
        double bell = model.time(Setting.BELL);
        double end = load.workload().seconds();
        double tick = policy.every();
        while (plane.now() < end + PATIENCE && !(plane.now() >= end && plane.finished())) {
            double look = dormant(policy, plane) ? Math.min(tick, plane.nextArrival() + bell) : tick;
            plane.advanceTo(look);
            plane.scaleTo(policy.hosts(plane));
            hosts.add(look, plane.current());
            tick = look >= tick ? tick + policy.every() : tick;
        }
        return new Run(contender, plane.tally(), hosts);
    }

    /// Nobody is there, and the next event rings.
    private static boolean dormant(Policy policy, Plane plane) {
        return policy.rings() && plane.current() == 0 && plane.lag() == 0;
    }

    /// What somebody who knows the future would spend.
    public Optimum optimum() {
        return Optimum.of(load, model);
    }
}
