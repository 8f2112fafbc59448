package dev.lavant.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageLineTest {
    @Test
    void amounts_of_two_currencies_have_two_totals() {
        var lines = List.of(line(3, 1_000_000, "USD"), line(4, 2_000_000, "USD"), line(5, 7_000_000, "EUR"));

        assertThat(UsageLine.LISTING.table(UsageLine.withTotals(lines)))
                .containsExactly(
                        "HOUR (UTC)            TENANT   FUNCTION   EVENTS  OK  DEAD LETTERS  CPU s  GiB-s          COST",
                        "2026-11-23T10:00:00Z  default  thumbnail       3   2             1  1.500  1.000     $0.001000",
                        "2026-11-23T10:00:00Z  default  thumbnail       4   3             1  1.500  1.000     $0.002000",
                        "2026-11-23T10:00:00Z  default  thumbnail       5   4             1  1.500  1.000  EUR 0.007000",
                        "total                                          5   4             1  1.500  1.000  EUR 0.007000",
                        "total                                          7   5             2  3.000  2.000     $0.003000");
    }

    private static UsageLine line(long events, long costNanos, String currency) {
        return new UsageLine(
                "2026-11-23T10:00:00Z",
                "default",
                "thumbnail",
                events,
                events - 1,
                1,
                1_500_000,
                1_024_000_000,
                costNanos,
                currency);
    }
}
