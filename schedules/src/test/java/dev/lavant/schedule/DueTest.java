package dev.lavant.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.function.Missed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DueTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Schedule NIGHTLY = Schedule.of("0 3 * * *", "UTC", Duration.ZERO);

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            LATEST | 2026-11-20T12:00:00Z | 2026-11-23T03:00:00Z                                           | 2 | three nights missed, the newest is made up for
            ALL    | 2026-11-20T12:00:00Z | 2026-11-21T03:00:00Z 2026-11-22T03:00:00Z 2026-11-23T03:00:00Z | 0 | all three are
            NONE   | 2026-11-20T12:00:00Z | ''                                                             | 3 | none is
            LATEST | 2026-11-23T03:00:00Z | ''                                                             | 0 | the last one was sent: nothing is due
            """)
    void what_was_missed_is_as_was_said(Missed missed, Instant after, String send, int passedOver, String rule) {
        Due due = Due.of(NIGHTLY, missed, after, NOON);

        assertThat(due.send()).as(rule).isEqualTo(times(send));
        assertThat(due.passedOver()).hasSize(passedOver);
    }

    @Test
    void a_tick_in_time_stands_for_the_missed_ones_before_it() {
        Schedule often = Schedule.of("", "UTC", Duration.ofSeconds(30));

        Due due = Due.of(often, Missed.LATEST, NOON.minusSeconds(300), NOON);

        assertThat(due.send()).containsExactly(NOON.minusSeconds(60), NOON.minusSeconds(30), NOON);
        assertThat(due.passedOver()).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(Missed.class)
    void what_is_due_for_a_minute_is_in_time_whatever_was_said(Missed missed) {
        Schedule everySecond = Schedule.of("", "UTC", Duration.ofSeconds(1));

        Due due = Due.of(everySecond, missed, NOON.minusSeconds(60), NOON);

        assertThat(due.send()).hasSize(60).endsWith(NOON);
        assertThat(due.passedOver()).isEmpty();
    }

    @Test
    void years_of_seconds_are_made_up_for_up_to_a_thousand() {
        Due due = Due.of(Schedule.of("", "UTC", Duration.ofSeconds(1)), Missed.ALL, Instant.EPOCH, NOON);

        assertThat(due.send())
                .hasSize(Due.MOST)
                .startsWith(NOON.minusSeconds(999))
                .endsWith(NOON);
    }

    @Test
    void a_schedule_that_begins_later_has_nothing_due() {
        assertThat(Due.of(NIGHTLY, Missed.ALL, NOON.plusSeconds(60), NOON))
                .isEqualTo(new Due(List.of(), List.of()))
                .extracting(Due::newest)
                .isEqualTo(Optional.empty());
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    /// Whoever looks, however often and however late: each planned time is dealt with once, in order.
    @ParameterizedTest
    @MethodSource("seeds")
    void looks_at_random_moments_deal_with_each_planned_time_once(int seed) {
        var random = new Random(seed);
        Missed missed = Missed.values()[random.nextInt(Missed.values().length)];
        Schedule schedule = random.nextBoolean()
                ? Schedule.of("", "UTC", Duration.ofSeconds(1 + random.nextInt(120)))
                : Schedule.of("*/" + (1 + random.nextInt(9)) + " * * * *", "Europe/Berlin", Duration.ZERO);
        Instant now = NOON;
        Instant after = NOON;
        var sent = new ArrayList<Instant>();
        var dealtWith = new ArrayList<Instant>();
        for (int look = 0; look < 30; look++) {
            now = now.plusMillis(random.nextInt(look % 7 == 0 ? 400_000 : 20_000));
            Due due = Due.of(schedule, missed, after, now);
            sent.addAll(due.send());
            dealtWith.addAll(due.passedOver());
            dealtWith.addAll(due.send());
            after = due.newest().orElse(after);
        }

        assertThat(dealtWith).isEqualTo(planned(schedule, NOON, now));
        assertThat(sent).isSorted().doesNotHaveDuplicates();
        if (missed == Missed.ALL) {
            assertThat(sent).isEqualTo(dealtWith);
        }
    }

    private static List<Instant> planned(Schedule schedule, Instant after, Instant upTo) {
        return Stream.iterate(
                        schedule.next(after).orElseThrow(),
                        time -> schedule.next(time).orElseThrow())
                .takeWhile(time -> !time.isAfter(upTo))
                .toList();
    }

    private static List<Instant> times(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(one -> !one.isEmpty())
                .map(Instant::parse)
                .toList();
    }
}
