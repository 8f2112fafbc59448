package dev.lavant.autoscaler.decide;

import static dev.lavant.autoscaler.decide.Looks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lavant.autoscaler.decide.State.End;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void a_steady_stream_has_its_rate() {
        assertThat(after(120, second -> 10 * second).perSecond()).isEqualTo(10, within(0.2));
    }

    @Test
    void a_rise_counts_at_once_when_chance_does_not_explain_it() {
        Arrivals risen = after(120, second -> second <= 110 ? 10 * second : 1_100 + 50 * (second - 110));

        assertThat(risen.perSecond()).isGreaterThan(30);
    }

    @Test
    void a_rise_that_chance_explains_is_no_rise() {
        Arrivals noise = after(120, second -> second <= 110 ? 10 * second : 1_100 + 12 * (second - 110));

        assertThat(noise.perSecond()).isLessThan(10.5);
    }

    @Test
    void a_fall_is_believed_slowly() {
        Arrivals fallen = after(120, second -> Math.min(1_000, 10 * second));

        assertThat(fallen.perSecond()).isEqualTo(6.7, within(0.2));
    }

    @Test
    void a_burst_in_the_first_second_is_no_rate() {
        var first = Arrivals.of(List.of(), NOON, 0);
        var burst = Arrivals.of(first.ends(), NOON.plusMillis(200), 100);

        assertThat(burst.perSecond()).isEqualTo(20);
    }

    @Test
    void one_look_a_second_is_remembered_for_a_minute() {
        Arrivals arrivals = Arrivals.of(List.of(), NOON, 0);
        for (int tick = 1; tick <= 1_000; tick++) {
            arrivals = Arrivals.of(arrivals.ends(), NOON.plus(Duration.ofMillis(200L * tick)), tick);
        }

        assertThat(arrivals.ends()).hasSizeBetween(60, 61);
    }

    @Test
    void a_topic_that_begins_anew_has_no_arrivals_of_before() {
        Arrivals before = after(60, second -> 1_000 * second);

        Arrivals anew = Arrivals.of(before.ends(), NOON.plusSeconds(61), 5);

        assertThat(anew.perSecond()).isZero();
        assertThat(anew.ends()).containsExactly(new End(NOON.plusSeconds(61), 5));
    }

    private static Arrivals after(int seconds, LongUnaryOperator appended) {
        Arrivals arrivals = Arrivals.of(List.of(), NOON, appended.applyAsLong(0));
        for (int second = 1; second <= seconds; second++) {
            arrivals = Arrivals.of(arrivals.ends(), NOON.plusSeconds(second), appended.applyAsLong(second));
        }
        return arrivals;
    }
}
