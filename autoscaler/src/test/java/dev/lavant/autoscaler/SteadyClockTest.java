package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant wall = NOON;
    private long nanos = 77;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    @Test
    void it_goes_with_a_wall_clock_that_goes_right() {
        pass(Duration.ofMinutes(5));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void a_clock_that_is_set_forward_is_followed_one_hundredth_faster() {
        wall = wall.plus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON);
        pass(Duration.ofSeconds(100));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(101));
    }

    @Test
    void a_clock_that_is_set_back_never_makes_it_go_back() {
        wall = wall.minus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON);
        pass(Duration.ofSeconds(100));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(99));
    }

    @Test
    void a_small_difference_is_made_good() {
        wall = wall.plusMillis(500);
        pass(Duration.ofSeconds(60));

        assertThat(clock.instant()).isEqualTo(wall);
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }
}
