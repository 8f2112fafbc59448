package dev.lavant.simulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.simulator.model.Model;
import org.junit.jupiter.api.Test;

/// The rules of others do what their sources say.
class OthersTest {

    /// A function of twelve partitions at a time; all that waits is in the first.
    private record At(double now, long lag, int ready, int starting) implements Sight {
        @Override
        public int partitions() {
            return 12;
        }

        @Override
        public long end(int partition) {
            return partition == 0 ? lag : 0;
        }

        @Override
        public long committed(int partition) {
            return 0;
        }

        @Override
        public int draining() {
            return 0;
        }

        @Override
        public int inFlight() {
            return 0;
        }

        @Override
        public long handled() {
            return 0;
        }

        @Override
        public double busySeconds() {
            return 0;
        }
    }

    @Test
    void keda_wakes_one_host_at_its_poll_and_the_hpa_adds_four_or_doubles() {
        Policy keda = Keda.unset(12);

        assertThat(keda.hosts(new At(0, 0, 0, 0))).isZero();
        assertThat(keda.hosts(new At(5, 500, 0, 0))).isZero();
        assertThat(keda.hosts(new At(30, 500, 0, 0))).isEqualTo(1);
        assertThat(keda.hosts(new At(35, 500, 1, 0))).isEqualTo(5);
        assertThat(keda.hosts(new At(40, 500, 5, 0))).isEqualTo(5);
        assertThat(keda.hosts(new At(50, 500, 5, 0))).isEqualTo(10);
    }

    @Test
    void keda_goes_down_after_its_window_and_to_zero_after_its_cooldown() {
        Policy keda = Keda.tuned(12);
        keda.hosts(new At(0, 400, 4, 0));

        assertThat(keda.hosts(new At(15, 1, 4, 0))).isEqualTo(4);
        assertThat(keda.hosts(new At(60, 1, 4, 0))).isEqualTo(1);
        assertThat(keda.hosts(new At(115, 0, 1, 0))).isEqualTo(1);
        assertThat(keda.hosts(new At(120, 0, 1, 0))).isZero();
    }

    @Test
    void the_hpa_tolerates_a_tenth() {
        assertThat(Keda.tuned(12).hosts(new At(0, 215, 2, 0))).isEqualTo(2);
        assertThat(Keda.tuned(12).hosts(new At(0, 225, 2, 0))).isEqualTo(3);
    }

    @Test
    void knative_panics_and_takes_nothing_back_for_a_minute() {
        Policy kpa = new Kpa(Model.UNSET);

        assertThat(kpa.hosts(new At(0, 28, 1, 0))).isEqualTo(10); // 28 at once, 2.8 a host
        assertThat(kpa.hosts(new At(30, 1, 10, 0))).isEqualTo(10);
        assertThat(kpa.hosts(new At(62, 1, 10, 0))).isEqualTo(5); // halved, then again
        assertThat(kpa.hosts(new At(64, 1, 5, 0))).isEqualTo(2);
    }

    @Test
    void knative_is_idle_after_a_minute_and_half_a_minute_of_grace() {
        Policy kpa = new Kpa(Model.UNSET);
        kpa.hosts(new At(0, 1, 1, 0));

        assertThat(kpa.hosts(new At(70, 0, 1, 0))).isEqualTo(1);
        assertThat(kpa.hosts(new At(98, 0, 1, 0))).isEqualTo(1);
        assertThat(kpa.hosts(new At(100, 0, 1, 0))).isZero();
    }

    @Test
    void google_multiplies_and_waits_until_as_many_are_ready() {
        Policy google = new Google(Model.UNSET);

        assertThat(google.hosts(new At(0, 150, 0, 0))).isEqualTo(2);
        assertThat(google.hosts(new At(5, 900, 0, 2))).isEqualTo(2);
        assertThat(google.hosts(new At(10, 300, 2, 0))).isEqualTo(6);
        assertThat(google.hosts(new At(15, 105, 6, 0))).isEqualTo(6);
        assertThat(google.hosts(new At(20, 0, 6, 0))).isEqualTo(6);
        assertThat(google.hosts(new At(400, 0, 6, 0))).isZero();
    }
}
