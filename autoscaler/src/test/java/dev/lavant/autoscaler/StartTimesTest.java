package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartTimesTest {
    private static final Duration PRIOR = Duration.ofSeconds(3);

    @Test
    void before_five_starts_it_is_three_seconds_or_what_was_slower() {
        assertThat(StartTimes.NONE.p95()).isEqualTo(PRIOR);
        assertThat(of(4, 500).p95()).isEqualTo(PRIOR);
        assertThat(StartTimes.NONE.plus(Duration.ofSeconds(7)).p95()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void from_five_starts_on_it_is_what_was_measured() {
        assertThat(of(5, 500).p95()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void one_start_of_twenty_may_be_slower() {
        StartTimes times = of(18, 500).plus(Duration.ofSeconds(9)).plus(Duration.ofSeconds(2));

        assertThat(times.p95()).isEqualTo(Duration.ofSeconds(2));
        assertThat(times.plus(Duration.ofSeconds(8)).p95()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void what_is_more_than_twenty_starts_ago_is_forgotten() {
        StartTimes times = StartTimes.NONE.plus(Duration.ofSeconds(9)).plus(Duration.ofSeconds(9));

        StartTimes later = IntStream.range(0, 20).boxed().reduce(times, (so, _) -> so.plus(PRIOR), (first, _) -> first);

        assertThat(later.latest()).hasSize(20);
        assertThat(later.p95()).isEqualTo(PRIOR);
    }

    private static StartTimes of(int count, int millis) {
        return IntStream.range(0, count)
                .boxed()
                .reduce(StartTimes.NONE, (so, _) -> so.plus(Duration.ofMillis(millis)), (first, _) -> first);
    }
}
