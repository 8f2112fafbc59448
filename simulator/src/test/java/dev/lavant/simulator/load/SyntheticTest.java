package dev.lavant.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            constant,      715000,  725000
            step,          320000,  328000
            spiky,          80000,  200000
            on-off,         60000,  120000
            timer,           8400,    8640
            rare,             190,     290
            hot-partition, 644000,  652000
            """)
    void a_workload_has_about_as_many_events_as_its_words_say(String name, int least, int most) {
        assertThat(Synthetic.of(name).orElseThrow().workload(1).events()).isBetween(least, most);
    }

    @ParameterizedTest
    @EnumSource
    void events_come_in_the_order_of_time_and_the_same_seed_makes_the_same(Synthetic made) {
        Workload workload = made.workload(3);
        Workload again = made.workload(3);

        assertThat(again.events()).isEqualTo(workload.events());
        for (int event = 1; event < workload.events(); event++) {
            boolean ordered = workload.at(event) >= workload.at(event - 1) && again.at(event) == workload.at(event);
            assertThat(ordered && workload.at(event) < workload.seconds()).isTrue();
        }
    }
}
