package dev.lavant.autoscaler.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class IdleTest {
    private static final double TEN_MINUTES = 600;
    private static final Pace IN_TIME = new Pace(0.1, 40, 10, 5, 2);
    private static final Pace LATE = new Pace(0.1, 40, 3, 5, 2);

    @Test
    void until_eight_lulls_are_known_hosts_stay_as_long_as_a_cold_start_costs() {
        assertThat(Idle.of(IN_TIME, lulls(7, 100), TEN_MINUTES).keep()).isEqualTo(10);
        assertThat(Idle.of(LATE, lulls(7, 100), TEN_MINUTES).keep()).isEqualTo(65);
    }

    @Test
    void never_longer_than_is_configured() {
        assertThat(Idle.of(LATE, List.of(), 4).keep()).isEqualTo(4);
        assertThat(Idle.of(IN_TIME, lulls(20, 8), 1).keep()).isEqualTo(1);
    }

    @Test
    void long_lulls_are_not_worth_waiting_for_and_short_ones_are() {
        assertThat(Idle.of(IN_TIME, lulls(20, 100), TEN_MINUTES).keep()).isEqualTo(2);
        assertThat(Idle.of(IN_TIME, lulls(20, 8), TEN_MINUTES).keep()).isEqualTo(9);
    }

    @Test
    void of_short_and_long_lulls_the_short_ones_are_kept_over() {
        var mixed = DoubleStream.concat(
                        DoubleStream.generate(() -> 5).limit(15),
                        DoubleStream.generate(() -> 300).limit(5))
                .boxed()
                .toList();

        assertThat(Idle.of(IN_TIME, mixed, TEN_MINUTES).keep()).isEqualTo(6);
    }

    @Test
    void a_host_starts_ahead_only_when_a_cold_start_would_be_late() {
        Idle late = Idle.of(LATE, lulls(20, 900), TEN_MINUTES);

        assertThat(late.from()).isEqualTo(900 * 0.98 - 6, within(0.1));
        assertThat(late.expects(899)).isTrue();
        assertThat(late.expects(600)).isFalse();
        assertThat(Idle.of(IN_TIME, lulls(20, 900), TEN_MINUTES).expects(899)).isFalse();
    }

    @Test
    void no_window_is_longer_than_hosts_may_stay() {
        assertThat(Idle.of(LATE, lulls(20, 900), 10).expects(899)).isFalse();
    }

    private static List<Double> lulls(int number, double seconds) {
        return Collections.nCopies(number, seconds);
    }
}
