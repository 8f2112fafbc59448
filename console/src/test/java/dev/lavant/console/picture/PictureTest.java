package dev.lavant.console.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.ScalingLease;
import dev.lavant.schemas.UsageOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private final Picture picture = new Picture();

    @BeforeEach
    void deploy() {
        picture.take(Said.deployed());
    }

    @Test
    void before_anything_is_known_nothing_is_zero() {
        FunctionRow row = row(NOON);

        assertThat(row.lag()).isEmpty();
        assertThat(row.lagUnknown()).contains("not read yet");
        assertThat(row.desired()).isEmpty();
        assertThat(row.p50Micros()).isEmpty();
        assertThat(row.bill().costNanos()).isEmpty();
        assertThat(picture.snapshot().totals().lag()).isEmpty();
        assertThat(picture.snapshot().totals().lagsUnknown()).isEqualTo(1);
    }

    @Test
    void once_all_is_read_no_statement_means_no_cost() {
        picture.caughtUp();

        assertThat(row(NOON).bill().costNanos()).contains(0L);
    }

    @Test
    void a_function_goes_from_idle_to_waiting_to_active_and_back() {
        lag(NOON, 5, 5);
        assertThat(row(NOON).state()).isEqualTo("idle");
        lag(NOON.plusSeconds(1), 9, 5);
        assertThat(row(NOON.plusSeconds(3))).satisfies(row -> {
            assertThat(row.state()).isEqualTo("waiting");
            assertThat(row.lag()).contains(4L);
            assertThat(row.oldestMillis()).contains(2_000L);
        });
        picture.take(Said.host("a", HostPhase.STARTING, NOON.plusSeconds(4)));
        assertThat(row(NOON.plusSeconds(4)).state()).isEqualTo("starting");
        picture.take(Said.host("a", HostPhase.READY, NOON.plusSeconds(5)));
        assertThat(row(NOON.plusSeconds(5)).state()).isEqualTo("active");
        assertThat(row(NOON.plusSeconds(5)).hosts()).isEqualTo(new FunctionRow.Hosts(1, 1, 0, 0, 2));
        lag(NOON.plusSeconds(6), 9, 9);
        assertThat(row(NOON.plusSeconds(16)).hosts().live())
                .as("it has said nothing for 11 s")
                .isZero();
        assertThat(row(NOON.plusSeconds(16)).state()).isEqualTo("idle");
    }

    @Test
    void a_reading_that_fails_is_unknown_and_not_the_one_before() {
        lag(NOON, 9, 5);
        picture.take(NOON.plusSeconds(1), Map.of(Said.NAME, new LagReading.Unknown("broker away")));

        assertThat(row(NOON.plusSeconds(1)).lag()).isEmpty();
        assertThat(row(NOON.plusSeconds(1)).lagUnknown()).contains("broker away");
        assertThat(picture.detail(Said.NAME).orElseThrow().points())
                .extracting(Point::lag)
                .containsExactly(Optional.empty());
    }

    @Test
    void a_tick_tells_what_changed_and_once() {
        lag(NOON, 0, 0);
        assertThat(picture.tick(NOON).changed()).hasSize(1);
        assertThat(picture.tick(NOON.plusSeconds(1)).changed()).isEmpty();
        picture.take(Said.decided(1, ScalingCode.WAKE, NOON.plusSeconds(1)));
        assertThat(picture.tick(NOON.plusSeconds(2))).satisfies(tick -> {
            assertThat(tick.changed()).extracting(FunctionRow::desired).containsExactly(Optional.of(1));
            assertThat(tick.decisions()).hasSize(1);
        });
        assertThat(picture.tick(NOON.plusSeconds(3)).decisions()).isEmpty();
        picture.removed(Said.NAME);
        assertThat(picture.tick(NOON.plusSeconds(4)).gone()).containsExactly(Said.NAME);
        assertThat(picture.detail(Said.NAME)).isEmpty();
    }

    @Test
    void a_decision_that_is_said_again_is_no_other_and_tells_from_how_many_to_how_many() {
        picture.take(Said.decided(0, ScalingCode.STEADY, NOON));
        picture.take(Said.decided(2, ScalingCode.WAKE, NOON.plusSeconds(1)));
        picture.take(Said.decided(2, ScalingCode.WAKE, NOON.plusSeconds(61)));

        assertThat(picture.snapshot().decisions())
                .extracting(Decided::before, Decided::desired, Decided::code)
                .containsExactly(tuple(0, 2, "WAKE"), tuple(-1, 0, "STEADY"));
        assertThat(picture.snapshot().decisions().getFirst().inputs())
                .contains(new Decided.Input("waiting", "unknown"), new Decided.Input("arriving", "0.8 a second"));
    }

    @Test
    void a_later_statement_of_an_hour_replaces_the_one_before_and_yesterday_does_not_count() {
        picture.caughtUp();
        picture.take("k1", Said.statement(NOON, 100));
        picture.take("k1", Said.statement(NOON, 250));
        picture.take("k2", Said.statement(NOON.plusSeconds(3_600), 50));
        picture.take("k0", Said.statement(NOON.minusSeconds(86_400), 9_000));

        assertThat(row(NOON).bill().costNanos()).contains(300L);
        assertThat(row(NOON).bill().currency()).isEqualTo("EUR");
        assertThat(row(NOON).bill().deadLettered()).isEqualTo(2);
        assertThat(row(NOON.plusSeconds(86_400)).bill().costNanos()).contains(0L);
    }

    @Test
    void what_an_hour_costs_is_known_after_a_minute() {
        picture.caughtUp();
        picture.take("k", Said.statement(NOON, 100));
        assertThat(row(NOON).bill().costPerHourNanos()).isEmpty();
        picture.take("k", Said.statement(NOON, 400));
        assertThat(row(NOON.plusSeconds(60)).bill().costPerHourNanos()).contains(18_000L);
    }

    @Test
    void an_event_costs_what_its_quantities_cost_at_the_prices_of_a_statement() {
        picture.take(NOON, Said.usage(3, UsageOutcome.OK, 1));
        assertThat(picture.snapshot().invocations().getFirst().costNanos()).isEmpty();
        picture.take("k", Said.statement(NOON, 0));

        // 200 for the event, 256 MiB for 20 ms at 16,666.7 a GiB-second, 10 ms of CPU at 20,000 a second
        assertThat(picture.snapshot().invocations().getFirst().costNanos()).contains(new BigDecimal("483.334"));
    }

    @Test
    void failed_attempts_are_those_beyond_the_one_that_succeeded() {
        picture.take(NOON, Said.usage(1, UsageOutcome.OK, 3));
        picture.take(NOON, Said.usage(2, UsageOutcome.DEAD_LETTERED, 3));

        assertThat(row(NOON.plusSeconds(1)).failing()).isEqualTo(0.5);
        assertThat(row(NOON.plusSeconds(1)).rate()).isEqualTo(0.2);
    }

    @Test
    void an_autoscaler_that_no_longer_leads_is_told() {
        assertThat(leader(NOON).state()).isEqualTo(Part.State.UNKNOWN);
        picture.take(NOON, new ScalingLease("me", NOON));
        assertThat(leader(NOON.plusSeconds(10)).state()).isEqualTo(Part.State.OK);
        assertThat(leader(NOON.plusSeconds(11)).state()).isEqualTo(Part.State.DOWN);
        picture.take(NOON.plusSeconds(12), new ScalingLease("", NOON));
        assertThat(leader(NOON.plusSeconds(12)).says()).contains("ended");
    }

    @Test
    void a_thousand_events_take_no_more_room_than_the_newest() {
        for (int offset = 0; offset < 1_000; offset++) {
            picture.take(NOON, Said.usage(offset, UsageOutcome.OK, 1));
        }
        assertThat(picture.tick(NOON).invocations()).hasSize(20);
        assertThat(picture.snapshot().invocations()).hasSize(100);
        assertThat(picture.detail(Said.NAME).orElseThrow().invocations())
                .hasSize(30)
                .first()
                .satisfies(newest -> assertThat(newest.place().offset()).isEqualTo(999));
    }

    private Part leader(Instant now) {
        picture.take(List.of());
        return picture.tick(now).parts().getLast();
    }

    private void lag(Instant at, long end, long done) {
        picture.take(
                at,
                Map.of(Said.NAME, new LagReading.Known(List.of(new LagReading.Partition("uploads", 0, end, done)))));
    }

    private FunctionRow row(Instant now) {
        picture.tick(now);
        return picture.snapshot().functions().getFirst();
    }
}
