package dev.lavant.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lavant.simulator.load.Synthetic;
import dev.lavant.simulator.load.TraceFile;
import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.policy.Contender;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final long SEED = 7;
    private static final Workload ONE_EVENT = TraceFile.read("one", List.of("0", "0", "1", "0"), 1, SEED);
    private static final Workload STEP = Synthetic.STEP.workload(SEED).first(1_200);

    @ParameterizedTest
    @EnumSource
    void every_rule_does_every_event_in_the_end(Contender contender) {
        Run run = new Simulation(Model.UNSET.with(Setting.TARGET, "3h"), STEP, SEED).run(contender);

        assertThat(run.tally().lateShare()).isZero();
        assertThat(run.hosts().highest()).isBetween(1.0, 12.0);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_seed_leads_to_the_same_life(Contender contender) {
        assertThat(new Simulation(Model.UNSET, STEP, SEED).run(contender).tally())
                .isEqualTo(
                        new Simulation(Model.UNSET, STEP, SEED).run(contender).tally());
    }

    @Test
    void one_event_waits_for_the_bell_the_start_and_the_join() {
        Model model = Model.UNSET
                .with(Setting.BELL, "200ms")
                .with(Setting.START, "4s")
                .with(Setting.SPREAD, "0");

        Run run = new Simulation(model, ONE_EVENT, SEED).run(Contender.LAVANT);

        assertThat(run.tally().medianSeconds()).isEqualTo(0.2 + 4 + 0.5 + 0.1, within(0.1));
        assertThat(run.tally().changes().coldStarts()).isEqualTo(1);
    }

    @Test
    void starts_that_are_feared_to_be_long_keep_hosts_longer_and_last_as_long_as_they_do() {
        Model model = Model.UNSET.with(Setting.TARGET, "30s");
        Workload workload = ONE_EVENT.thenQuiet(3_600);
        Run usual = new Simulation(model, workload, SEED).run(Contender.LAVANT);
        Run feared = new Simulation(model.with(Setting.START_P95, "9s"), workload, SEED).run(Contender.LAVANT);

        assertThat(feared.tally().hostSeconds() - usual.tally().hostSeconds()).isEqualTo(9 - 5, within(1.0));
        assertThat(feared.tally().medianSeconds()).isEqualTo(usual.tally().medianSeconds());
    }

    @Test
    void a_rule_that_polls_sees_the_event_later_than_one_that_is_rung() {
        var soonAfterAPoll = TraceFile.read("one", List.of("0", "0", "0", "0", "0", "0", "0", "1"), 1, SEED);
        var simulation = new Simulation(Model.UNSET, soonAfterAPoll, SEED);

        assertThat(simulation.run(Contender.KEDA).tally().medianSeconds())
                .isGreaterThan(simulation.run(Contender.LAVANT).tally().medianSeconds() + 20);
    }

    @Test
    void hosts_beyond_the_partitions_help_only_without_an_order() {
        Model narrow = Model.UNSET.with(Setting.PARTITIONS, "1").with(Setting.TARGET, "30s");
        var busy = TraceFile.read("busy", Collections.nCopies(120, "60"), 1, SEED); // one host does 40 a second

        double ordered = late(narrow, busy);
        double unordered = late(narrow.with(Setting.ORDERING, "none"), busy);

        assertThat(ordered).isGreaterThan(0.2);
        assertThat(unordered).isZero();
    }

    private static double late(Model model, Workload workload) {
        return new Simulation(model, workload, SEED)
                .run(Contender.LAVANT)
                .tally()
                .lateShare();
    }

    @Test
    void a_hot_partition_is_late_whatever_the_hosts() {
        Workload skewed = Synthetic.HOT_PARTITION.workload(SEED).first(3_000);

        assertThat(late(Model.UNSET, skewed)).isGreaterThan(0.1);
        assertThat(late(Model.UNSET.with(Setting.ORDERING, "none"), skewed)).isLessThan(0.01);
    }
}
