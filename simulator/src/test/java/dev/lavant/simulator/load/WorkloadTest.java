package dev.lavant.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final Workload HOUR = Synthetic.STEP.workload(1).first(3_600);

    @Test
    void an_hour_compressed_to_five_minutes_has_its_phases_and_its_rates() {
        Workload brief = HOUR.compressed(12, 12);

        assertThat(brief.seconds()).isEqualTo(300);
        assertThat(perSecond(brief, 0, 75)).isEqualTo(perSecond(HOUR, 0, 900), within(1.0));
        assertThat(perSecond(brief, 75, 150)).isEqualTo(perSecond(HOUR, 900, 1_800), within(3.0));
    }

    @Test
    void it_may_have_a_part_of_the_events_only() {
        Workload thin = HOUR.compressed(12, 48);

        assertThat(thin.events()).isEqualTo(HOUR.events() / 48);
        assertThat(perSecond(thin, 75, 150)).isEqualTo(perSecond(HOUR, 900, 1_800) / 4, within(1.0));
    }

    @Test
    void quiet_after_it_has_no_events() {
        Workload longer = HOUR.thenQuiet(75);

        assertThat(longer.seconds()).isEqualTo(3_675);
        assertThat(longer.events()).isEqualTo(HOUR.events());
    }

    private static double perSecond(Workload workload, double from, double until) {
        int events = 0;
        for (int event = 0; event < workload.events(); event++) {
            events += workload.at(event) >= from && workload.at(event) < until ? 1 : 0;
        }
        return events / (until - from);
    }
}
