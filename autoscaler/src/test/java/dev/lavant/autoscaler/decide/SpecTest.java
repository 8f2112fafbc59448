package dev.lavant.autoscaler.decide;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 1 | 1  | maxHosts must be at least 1, was 0
            1 | 0 | 1  | concurrency must be at least 1, was 0
            1 | 1 | 0  | targetLatency must be above zero, was PT0S
            """)
    void what_cannot_be_is_refused_by_name(int hosts, int concurrency, int targetMillis, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spec(
                        Spec.Wanted.RUNNING,
                        Spec.Sharing.BY_PARTITION,
                        hosts,
                        concurrency,
                        Duration.ofMillis(targetMillis),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO))
                .withMessage(fault);
    }
}
