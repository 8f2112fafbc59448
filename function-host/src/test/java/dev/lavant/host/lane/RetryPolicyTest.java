package dev.lavant.host.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(200), Duration.ofMinutes(5));

    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
              1, 0.0,      100, at least half of the back-off
              1, 0.999999, 199, at most all of it
              2, 0.0,      200, doubled for the second
              3, 0.0,      400, and again for the third
             60, 0.0,   150000, never more than the longest
            """)
    void a_wait_doubles_with_each_attempt(int attempts, double random, long millis, String rule) {
        assertThat(policy.waitAfter(attempts, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void three_attempts_are_three_attempts() {
        assertThat(policy.exhausted(2)).isFalse();
        assertThat(policy.exhausted(3)).isTrue();
    }

    @Test
    void no_attempt_at_all_is_refused() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
                .hasMessage("attempts must be at least 1, was 0");
    }
}
