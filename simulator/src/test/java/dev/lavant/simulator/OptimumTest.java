package dev.lavant.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lavant.simulator.load.TraceFile;
import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.policy.Contender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimumTest {
    private static final Model MODEL = Model.UNSET.with(Setting.SPREAD, "0");

    @Test
    void one_event_costs_one_start_and_one_second() {
        assertThat(cost(MODEL, List.of("0", "1", "0"))).isEqualTo(6);
    }

    @Test
    void a_steady_stream_costs_its_work_and_one_start() {
        // 40/s are one host; the first 9.5 s of them need not be done at once, nor the last before they are due
        assertThat(cost(MODEL, Collections.nCopies(100, "40"))).isEqualTo(105, within(1.0));
    }

    @Test
    void a_host_stays_over_a_lull_when_that_is_cheaper_than_a_start() {
        assertThat(cost(MODEL, lull(10))).isEqualTo(7); // the first waits for the second
        assertThat(cost(MODEL, lull(12))).isBetween(8.0, 10.0);
        assertThat(cost(MODEL, lull(60))).isEqualTo(12);
    }

    private static List<String> lull(int seconds) {
        var counts = new ArrayList<>(List.of("40"));
        counts.addAll(Collections.nCopies(seconds - 1, "0"));
        counts.add("40");
        return counts;
    }

    @Test
    void what_no_plan_can_do_in_time_costs_without_end() {
        assertThat(cost(MODEL.with(Setting.MAX_HOSTS, "1"), Collections.nCopies(30, "80")))
                .isInfinite();
    }

    @Test
    void no_rule_that_is_in_time_costs_less() {
        for (String rate : List.of("1", "35", "60", "100")) {
            var simulation = new Simulation(MODEL, workload(Collections.nCopies(300, rate)), 1);
            Run run = simulation.run(Contender.LAVANT);

            assertThat(run.tally().hostSeconds())
                    .isGreaterThan(simulation.optimum().hostSeconds());
        }
    }

    private static double cost(Model model, List<String> counts) {
        return new Simulation(model, workload(counts), 1).optimum().hostSeconds();
    }

    private static Workload workload(List<String> counts) {
        return TraceFile.read("counts", counts, 1, 1);
    }
}
