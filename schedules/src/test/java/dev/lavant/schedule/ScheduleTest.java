package dev.lavant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    @ParameterizedTest(name = "{3}: {0} in {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0 3 * * *        | Europe/Berlin    | 2026-01-01T02:00:00Z | 2026-01-02T02:00:00Z 2026-01-03T02:00:00Z | the moment itself is past
            */20 8-9 * * FRI | UTC              | 2026-11-26T00:00:00Z | 2026-11-27T08:00:00Z 2026-11-27T08:20:00Z | a Friday
            0 0 1 1 ?        | Asia/Kolkata     | 2026-06-01T00:00:00Z | 2026-12-31T18:30:00Z 2027-12-31T18:30:00Z | a zone of half an hour
            0 0 29 2 *       | UTC              | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z 2108-02-29T00:00:00Z | leap days eight years apart
            30 2 * * *       | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z | half past two is skipped: at the change
            0 3 * * *        | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T01:00:00Z | three is not skipped
            */30 2 * * *     | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z | what is skipped runs once
            */30 * * * *     | Europe/Berlin    | 2026-03-29T00:20:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z | every half hour as ever
            30 2 * * *       | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z | half past two twice: the first
            */30 2 * * *     | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-26T01:00:00Z | two o'clock twice: the first
            30 * * * *       | Europe/Berlin    | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z | every hour as ever
            0 0 * * *        | America/Sao_Paulo| 2018-11-03T12:00:00Z | 2018-11-04T03:00:00Z 2018-11-05T02:00:00Z | a day without midnight
            15 2 * * *       | Australia/Lord_Howe | 2026-10-03T00:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z | clocks that skip half an hour
            """)
    void cron_goes_by_the_clocks_of_its_zone(String cron, String zone, Instant after, String next, String rule) {
        assertThat(first(Schedule.of(cron, zone, Duration.ZERO), after, next.split(" ", -1).length))
                .as(rule)
                .isEqualTo(Stream.of(next.split(" ", -1)).map(Instant::parse).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PT5M, 2026-01-01T00:04:59.999Z, 2026-01-01T00:05:00Z, 2026-01-01T00:10:00Z, every 5m",
        "PT1S, 2026-01-01T00:00:00Z, 2026-01-01T00:00:01Z, 2026-01-01T00:00:02Z, every 1s",
        "PT1.5S, 1970-01-01T00:00:00Z, 1970-01-01T00:00:01.500Z, 1970-01-01T00:00:03Z, every 1500ms",
        "PT24H, 2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z, 2026-03-31T00:00:00Z, every 24h",
        "PT1H, 1969-12-31T22:30:00Z, 1969-12-31T23:00:00Z, 1970-01-01T00:00:00Z, every 1h"
    })
    void a_rate_counts_from_1970(Duration every, Instant after, Instant next, Instant second, String text) {
        Schedule rate = Schedule.of("", "UTC", every);

        assertThat(first(rate, after, 2)).containsExactly(next, second);
        assertThat(rate.text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''           | UTC           | PT0S   | schedule must say either cron or every: write for example @Schedule(cron = "0 3 * * *", zone = "Europe/Berlin") or @Schedule(every = "5m")
            0 3 * * *    | UTC           | PT5S   | schedule must say either cron or every: write for example @Schedule(cron = "0 3 * * *", zone = "Europe/Berlin") or @Schedule(every = "5m")
            ''           | UTC           | PT0.5S | schedule.every must be at least 1s, was 500ms
            0 3 * * *    | Europe/Berln  | PT0S   | schedule.zone 'Europe/Berln' is not a time zone: write its IANA name, such as Europe/Berlin, or UTC
            0 3 * *      | UTC           | PT0S   | schedule.cron '0 3 * *' has 4 fields: write minute, hour, day of the month, month and day of the week, such as 0 3 * * *
            0 0 3 * * *  | UTC           | PT0S   | schedule.cron '0 0 3 * * *' has 6 fields: write minute, hour, day of the month, month and day of the week, such as 0 3 * * *
            0 0 13 * FRI | UTC           | PT0S   | schedule.cron '0 0 13 * FRI' says a day of the month and one of the week, which some read as both and some as either: leave one of them *
            0 0 31 2 *   | UTC           | PT0S   | schedule.cron '0 0 31 2 *' never comes: there is no such day in any year
            """)
    void a_wrong_schedule_is_refused_with_what_to_write(String cron, String zone, Duration every, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.of(cron, zone, every))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"61 3 * * *", "0 25 * * *", "0 3 * * SOMEDAY", "a b c d e", "0 3 32 * *", "5-1-2 * * * *"})
    void what_is_no_cron_expression_is_told_with_one_that_is(String cron) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.of(cron, "UTC", Duration.ZERO))
                .withMessageStartingWith("schedule.cron '" + cron + "' cannot be read (")
                .withMessageEndingWith("such as 0 3 * * *");
    }

    private static List<Instant> first(Schedule schedule, Instant after, int count) {
        return Stream.iterate(
                        schedule.next(after).orElseThrow(),
                        time -> schedule.next(time).orElseThrow())
                .limit(count)
                .toList();
    }
}
