package dev.lavant.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
            """)
    void a_time_of_day_is_the_last_that_was(String typed, Instant moment) {
        assertThat(Moment.typed(typed, NOW)).isEqualTo(moment);
    }
}
