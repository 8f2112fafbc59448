package dev.lavant.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void a_percentile_is_the_time_within_which_so_many_came() {
        var latencies = new Latencies(
                LongStream.rangeClosed(1, 100)
                        .map(millis -> millis * 1_000_000)
                        .boxed()
                        .toList(),
                100);

        assertThat(latencies.percentileMillis(50)).isEqualTo(50);
        assertThat(latencies.percentileMillis(99)).isEqualTo(99);
    }

    @Test
    void what_never_came_is_slower_than_all_that_did() {
        var latencies = new Latencies(List.of(1_000_000L), 2);

        assertThat(latencies.percentileMillis(50)).isEqualTo(1);
        assertThat(latencies.percentileMillis(99)).isInfinite();
    }
}
