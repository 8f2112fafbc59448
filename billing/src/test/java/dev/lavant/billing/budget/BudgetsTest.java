package dev.lavant.billing.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.billing.budget.Budgets.Judgement;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.schemas.AlertKind;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {
    static {
        GeneratedClasses.trust();
    }

    private static final long CENT = 10_000_000;
    private static final Instant MIDDLE = Instant.parse("2026-11-16T00:00:00Z");
    private static final Budget A_CENT = Budget.newBuilder()
            .setTenant("acme")
            .setLimitNanos(CENT)
            .setOnLimit(OnLimit.PAUSE)
            .setChangedAt(MIDDLE)
            .build();

    @ParameterizedTest(name = "{0} of 1001: {1} %")
    @CsvSource(textBlock = """
               0,   0
             500,   0
             501,  50
             800,  50
             801,  80
            1000,  80
            1001, 100
            9999, 100
            """)
    void a_threshold_is_passed_when_so_much_is_spent_and_not_a_nano_before(long spent, int percent) {
        assertThat(Budgets.passed(spent, 1001)).isEqualTo(percent);
    }

    @Test
    void the_largest_limit_has_thresholds_too() {
        assertThat(Budgets.passed(Long.MAX_VALUE - 1, Long.MAX_VALUE)).isEqualTo(80);
        assertThat(Budgets.passed(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(100);
    }

    @Test
    void each_threshold_is_told_once_however_the_money_goes() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            Optional<Spending> before = Optional.empty();
            long spent = 0;
            int last = 0;
            while (spent < 2 * CENT) {
                Judgement judged = judge(before, spent);
                for (BudgetAlert alert : judged.alerts()) {
                    assertThat(alert.getKind()).isEqualTo(AlertKind.THRESHOLD);
                    assertThat(alert.getPercent()).isGreaterThan(last);
                    last = alert.getPercent();
                }
                assertThat(last).isEqualTo(Budgets.passed(spent, CENT));
                before = Optional.of(judged.spending());
                spent += random.nextLong(CENT / 3);
            }
        }
    }

    @Test
    void the_alert_at_the_limit_says_what_happens() {
        assertThat(judge(Optional.empty(), CENT).alerts())
                .extracting(BudgetAlert::getText)
                .containsExactly("acme has spent 0.010000 USD of its 0.010000 USD in 2026-11; its events wait");
    }

    @Test
    void a_month_that_will_cost_too_much_is_told_once_with_the_time_when_it_is_used_up() {
        var spent = new Spent(CENT / 10, new Burn(CENT / 100, MIDDLE)); // lasts for 90 of 360 hours

        Judgement first = Budgets.judge(A_CENT, Optional.empty(), spent, PriceBook.standard(), MIDDLE);
        Judgement second = Budgets.judge(A_CENT, Optional.of(first.spending()), spent, PriceBook.standard(), MIDDLE);

        assertThat(first.spending().getForecastNanos()).isEqualTo(CENT / 10 + 360 * (CENT / 100));
        BudgetAlert alert = first.alerts().getFirst();
        assertThat(alert.getKind()).isEqualTo(AlertKind.FORECAST);
        assertThat(alert.getExhaustedAt()).isEqualTo(MIDDLE.plus(Duration.ofHours(90)));
        assertThat(alert.getText())
                .isEqualTo("acme has spent 0.001000 USD of its 0.010000 USD in 2026-11; at the present 0.000100 USD an"
                        + " hour it is used up at 2026-11-19T18:00:00Z");
        assertThat(second.alerts()).isEmpty();
    }

    @Test
    void more_for_this_month_is_no_more_for_the_next_and_thresholds_are_told_anew() {
        Budget more = Budget.newBuilder(A_CENT)
                .setMorePeriod("2026-11")
                .setMoreNanos(CENT)
                .build();
        Judgement usedUp = judge(Optional.empty(), CENT);
        Judgement resumed =
                Budgets.judge(more, Optional.of(usedUp.spending()), spent(CENT), PriceBook.standard(), MIDDLE);
        Judgement again =
                Budgets.judge(more, Optional.of(resumed.spending()), spent(2 * CENT), PriceBook.standard(), MIDDLE);
        Judgement next = Budgets.judge(
                more,
                Optional.of(again.spending()),
                spent(0),
                PriceBook.standard(),
                Instant.parse("2026-12-01T00:00:00Z"));

        assertThat(resumed.spending().getLimitNanos()).isEqualTo(2 * CENT);
        assertThat(resumed.alerts()).isEmpty();
        assertThat(again.alerts()).extracting(BudgetAlert::getPercent).containsExactly(100);
        assertThat(next.spending().getLimitNanos()).isEqualTo(CENT);
        assertThat(next.spending().getAlertedPercent()).isZero();
    }

    @Test
    void the_highest_price_of_a_hosts_time_is_what_it_may_cost() {
        Spending told = judge(Optional.empty(), 0).spending();

        assertThat(told.getGibSecondNanos()).isEqualTo(16_666.7);
        assertThat(told.getCpuSecondNanos()).isEqualTo(20_000);
        assertThat(told.getEventNanos()).isEqualTo(200);
    }

    @Test
    void a_steady_burn_is_what_is_spent_in_an_hour_and_fades_when_nothing_is() {
        Burn burn = Burn.NONE;
        for (int minute = 0; minute < 600; minute++) {
            burn = burn.plus(100, MIDDLE.plusSeconds(60L * minute));
        }
        Instant end = MIDDLE.plusSeconds(60 * 599);

        assertThat(burn.perHour(end)).isBetween(5_950.0, 6_070.0);
        assertThat(burn.perHour(end.plus(Duration.ofHours(1)))).isBetween(2_150.0, 2_250.0);
        assertThat(Burn.from(burn.toBytes())).isEqualTo(burn);
    }

    private static Judgement judge(Optional<Spending> before, long nanos) {
        return Budgets.judge(A_CENT, before, spent(nanos), PriceBook.standard(), MIDDLE);
    }

    private static Spent spent(long nanos) {
        return new Spent(nanos, Burn.NONE);
    }
}
