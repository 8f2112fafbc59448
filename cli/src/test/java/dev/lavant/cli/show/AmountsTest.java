package dev.lavant.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest(name = "{0} MiB-microseconds are {1} GiB-seconds")
    @CsvSource({"0, 0.000", "1024000000, 1.000", "1536000000, 1.500", "512000, 0.000", "512001, 0.001"})
    void a_gib_second_is_1024_mib_for_a_million_microseconds(long mibMicros, String shown) {
        assertThat(Amounts.gibSeconds(mibMicros)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "1234567, 1.235"})
    void seconds_have_three_digits(long micros, String shown) {
        assertThat(Amounts.seconds(micros)).isEqualTo(shown);
    }
}
