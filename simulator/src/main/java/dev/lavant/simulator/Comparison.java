package dev.lavant.simulator;

import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.policy.Contender;
import java.util.List;

/// One workload under several rules, beside the optimum.
public record Comparison(Workload workload, Optimum optimum, List<Run> runs) {

    /// Runs them, one after the other.
    public static Comparison of(Model model, Workload workload, long seed, List<Contender> contenders) {
        var simulation = new Simulation(model, workload, seed);
        return new Comparison(
                workload,
                simulation.optimum(),
                contenders.stream().map(simulation::run).toList());
    }

    /// What a run costs for each host-second of the optimum.
    public double ratio(Run run) {
        return run.tally().hostSeconds() / optimum.hostSeconds();
    }
}
