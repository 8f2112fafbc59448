package dev.lavant.console.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rates, durations and points of the last minutes.
class LatelyTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void a_rate_is_over_whole_seconds_and_forgets() {
        var counts = new PerSecond();
        counts.add(NOON.minusSeconds(90), 1_000);
        counts.add(NOON.minusSeconds(10), 30);
        counts.add(NOON.minusSeconds(1), 20);
        counts.add(NOON, 700);

        assertThat(counts.rate(NOON, 10)).isEqualTo(5.0);
        assertThat(counts.rate(NOON.plusSeconds(1), 10)).isEqualTo(72.0);
        assertThat(counts.rate(NOON.plusSeconds(60), 10)).isZero();
    }

    @Test
    void what_comes_late_does_not_count_for_another_second() {
        var counts = new PerSecond();
        counts.add(NOON, 1);
        counts.add(NOON.minusSeconds(64), 50); // the same place in the ring

        assertThat(counts.rate(NOON.plusSeconds(1), 1)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 31, 32, 1_000, 123_456_789, 3_600_000_000_000L, Long.MAX_VALUE})
    void a_percentile_is_right_to_a_sixteenth(long nanos) {
        var times = new RunTimes();
        times.add(NOON, nanos);

        assertThat((double) times.percentile(NOON, 0.5).orElseThrow()).isCloseTo(nanos, within(nanos / 16.0));
    }

    @Test
    void of_a_hundred_the_ninety_ninth_is_p99() {
        var times = new RunTimes();
        for (int i = 1; i <= 98; i++) {
            times.add(NOON, Duration.ofMillis(10).toNanos());
        }
        times.add(NOON, Duration.ofMillis(100).toNanos());
        times.add(NOON, Duration.ofSeconds(1).toNanos());

        assertThat(times.percentile(NOON, 0.5).orElseThrow() / 1e6).isCloseTo(10, within(0.7));
        assertThat(times.percentile(NOON, 0.99).orElseThrow() / 1e6).isCloseTo(100, within(7.0));
        assertThat(times.percentile(NOON, 1).orElseThrow() / 1e6).isCloseTo(1_000, within(70.0));
    }

    @Test
    void after_a_minute_there_is_no_duration_rather_than_none() {
        var times = new RunTimes();
        times.add(NOON, 5);

        assertThat(times.percentile(NOON.plusSeconds(59), 0.5)).contains(5L);
        assertThat(times.percentile(NOON.plusSeconds(70), 0.5)).isEmpty();
    }

    @Test
    void a_quiet_hour_is_one_point_and_a_busy_one_fifteen_minutes() {
        var quiet = new History();
        var busy = new History();
        for (int second = 0; second <= 3_600; second++) {
            quiet.add(point(second, 0));
            busy.add(point(second, second));
        }

        assertThat(quiet.list()).containsExactly(point(0, 0));
        assertThat(busy.list()).hasSize(901).startsWith(point(2_700, 2_700));
        assertThat(busy.at(2_800)).contains(point(2_800, 2_800));
        assertThat(busy.at(2_000)).isEmpty();
    }

    private static Point point(long second, long lag) {
        return new Point(second, Optional.of(lag), Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty());
    }
}
