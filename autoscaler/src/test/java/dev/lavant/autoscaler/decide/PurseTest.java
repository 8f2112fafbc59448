package dev.lavant.autoscaler.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Life.Phase;
import dev.lavant.autoscaler.decide.Scene.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A host of 1 GiB and one processor costs 100 nanos a second: 60 for the memory and 40 for the processor.
class PurseTest {
    private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");
    private static final Purse.Rates RATES = new Purse.Rates(60, 40, 1);
    private static final Life ONE = life("f", Phase.WORKS, Duration.ZERO);

    @Test
    void hosts_are_paid_for_ten_seconds_ahead() {
        assertThat(allowed(10_000, 0)).as("from zero, whole leases").isEqualTo(10);
        assertThat(allowed(10_000, 0, works(1))).as("the last one may be begun").isEqualTo(10);
        assertThat(allowed(10_001, 0, works(1))).isEqualTo(11);
    }

    @Test
    void the_first_host_starts_only_when_it_is_paid_for_half_a_minute_and_then_stays_to_the_last_nano() {
        assertThat(allowed(2_999, 0)).isZero();
        assertThat(allowed(3_000, 0)).isEqualTo(3);
        assertThat(allowed(1, 0, works(1))).isEqualTo(1);
        assertThat(allowed(0, 0, works(1))).isZero();
    }

    @Test
    void what_is_not_metered_is_taken_for_spent() {
        var since = life("f", Phase.WORKS, Duration.ofSeconds(30));

        assertThat(allowed(10_000, 0, since))
                .as("it has run since all was metered")
                .isEqualTo(7);
        assertThat(purse(10_000, 10)
                        .allows(ONE, scene(life("f", Phase.WORKS, Duration.ofHours(1))))
                        .hosts())
                .as("all is metered but 10 s, and 30 s that it may not have written")
                .isEqualTo(6);
        var gone = new Life("f", 1_024, 1, NOON.minusSeconds(30), NOON.minusSeconds(10), Phase.ENDED);
        assertThat(allowed(10_000, 0, works(1), gone))
                .as("20 s of one that is gone")
                .isEqualTo(8);
    }

    @Test
    void those_who_finish_and_those_of_other_functions_have_leases_too() {
        var finishes = life("f", Phase.FINISHES, Duration.ZERO);
        var other = life("g", Phase.WORKS, Duration.ZERO);

        assertThat(allowed(10_000, 0, works(1), finishes, other)).isEqualTo(8);
    }

    @Test
    void events_cost_too_those_that_are_not_metered_and_those_that_will_come() {
        var scene = new Scene(List.of(works(1), works(1)), Map.of("f", new Handled(4_000, 200)));

        // 6,000 are left of 10,000; each of two hosts does 100 events a second and so costs 200 a second
        assertThat(purse(10_000, 0).allows(ONE, scene).hosts()).isEqualTo(3);
    }

    @Test
    void the_reason_says_what_is_left_and_what_to_type() {
        assertThat(purse(10_000_000, 0).allows(ONE, scene(works(1))).reason())
                .isEqualTo("10000 are what the budget pays for: of 0.010000 USD that acme may spend in 2026-11,"
                        + " 0.000000 are metered and up to 0.000000 used since");
        assertThat(purse(0, 0).allows(ONE, scene()).reason())
                .isEqualTo("the budget is used up: of 0.000000 USD that acme may spend in 2026-11, 0.000000 are"
                        + " metered and up to 0.000000 used since; lavant budget resume acme --more AMOUNT");
    }

    @Test
    void the_tightest_of_several_budgets_binds() {
        var loose = new Allowance(4, "loose");
        var tight = new Allowance(2, "tight");

        assertThat(Stream.of(loose, tight).reduce(Allowance.UNBOUNDED, Allowance::and))
                .isEqualTo(tight);
        assertThat(Stream.of(tight, loose).reduce(Allowance.UNBOUNDED, Allowance::and))
                .isEqualTo(tight);
    }

    private static int allowed(long limit, int meteredSecondsAgo, Life... lives) {
        // nothing is metered since 60 s ago, but hosts of works(1) began only now
        return purse(limit, 60 - meteredSecondsAgo).allows(ONE, scene(lives)).hosts();
    }

    private static Purse purse(long limit, int meteredSecondsAgo) {
        return new Purse("acme", "2026-11", "USD", limit, 0, NOON.minusSeconds(meteredSecondsAgo), RATES);
    }

    private static Scene scene(Life... lives) {
        var all = new ArrayList<Life>();
        Collections.addAll(all, lives);
        return new Scene(all, Map.of());
    }

    private static Life works(int processors) {
        return new Life("f", 1_024, processors, NOON, NOON, Phase.WORKS);
    }

    private static Life life(String function, Phase phase, Duration age) {
        return new Life(function, 1_024, 1, NOON.minus(age), NOON, phase);
    }
}
