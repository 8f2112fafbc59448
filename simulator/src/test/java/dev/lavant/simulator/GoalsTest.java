package dev.lavant.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.simulator.load.Synthetic;
import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.policy.Contender;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gate: the decision that runs in production costs no more, and is no later, than the goals of
/// docs/scaling.md with five percent of slack. Some hours of each workload, which is enough to see a change for
/// the worse.
class GoalsTest {
    private static final double SLACK = 1.05;

    @ParameterizedTest(name = "{0}, first {1} h: at most {2} times the optimum and {3} % late")
    @CsvSource(textBlock = """
            constant,       1, 1.25,  0.1
            step,           1, 1.35,  0.1
            diurnal,        6, 1.45,  0.1
            spiky,          4, 2.4,   5
            on-off,        12, 1.35,  0.1
            timer,         12, 2.0,   0.1
            rare,          12, 2.0,   0.1
            hot-partition,  2, 1.6,  20
            """)
    void ordered(String name, int hours, double cost, double latePercent) {
        check(Model.UNSET, name, hours, cost, latePercent);
    }

    @ParameterizedTest(name = "{0}, first {1} h: at most {2} times the optimum and {3} % late")
    @CsvSource(textBlock = """
            step,           1, 1.35,  0.1
            spiky,          4, 2.2,   4
            timer,         12, 2.0,   0.1
            hot-partition,  2, 1.4,   0.1
            """)
    void unordered(String name, int hours, double cost, double latePercent) {
        check(Model.UNSET.with(Setting.ORDERING, "none"), name, hours, cost, latePercent);
    }

    private static void check(Model model, String name, int hours, double cost, double latePercent) {
        Workload workload = Synthetic.of(name).orElseThrow().workload(1).first(3_600.0 * hours);
        var simulation = new Simulation(model, workload, 1);
        Run run = simulation.run(Contender.LAVANT);

        assertThat(run.tally().hostSeconds() / simulation.optimum().hostSeconds())
                .isLessThanOrEqualTo(cost * SLACK);
        assertThat(100 * run.tally().lateShare()).isLessThanOrEqualTo(latePercent * SLACK);
    }
}
