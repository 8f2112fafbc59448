package dev.lavant.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.cli.outcome.CommandFailed;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-06-02T12:00:00Z");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            2026-05-01T10:00:00Z, 2026-05-01T10:00:00Z
            11:59,                2026-06-02T11:59:00Z
            12:01,                2026-06-01T12:01:00Z
            12:00:00,             2026-06-02T12:00:00Z
            30s,                  2026-06-02T11:59:30Z
            90m,                  2026-06-02T10:30:00Z
            2h,                   2026-06-02T10:00:00Z
            1d,                   2026-06-01T12:00:00Z
            """)
    void a_time_of_day_is_the_last_that_was(String typed, Instant moment) {
        assertThat(Moment.typed("--at", typed, NOW)).isEqualTo(moment);
    }

    @Test
    void what_is_no_time_is_told_with_examples() {
        assertThatThrownBy(() -> Moment.typed("--since", "yesterday", NOW))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.next()).contains("--since 12:03", "--since 10m"))
                .hasMessage("'yesterday' is not a time");
    }
}
