package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Progress progress = new Progress();

    @Test
    void what_was_committed_since_all_was_metered_is_not_metered() {
        committed(0, 100);

        assertThat(progress.since(NOON.plusSeconds(40)).unmetered()).isEqualTo(590);
        assertThat(progress.since(NOON.plusSeconds(40)).perSecond()).isEqualTo(10);
    }

    @Test
    void a_day_in_which_billing_stands_still_fills_no_memory_and_hides_nothing() {
        committed(0, 86_400);

        assertThat(progress.kept()).isLessThanOrEqualTo(4_096);
        assertThat(progress.since(NOON).unmetered()).isEqualTo(863_990);
    }

    @Test
    void when_billing_has_caught_up_no_less_is_taken_for_unmetered_than_is() {
        committed(0, 86_400);

        assertThat(progress.since(NOON.plusSeconds(40_000)).unmetered()).isGreaterThanOrEqualTo(464_000 - 10);
    }

    /// Ten events each second.
    private void committed(int fromSecond, int untilSecond) {
        for (int second = fromSecond; second < untilSecond; second++) {
            progress.note(NOON.plusSeconds(second), 10L * second);
        }
    }
}
