package dev.lavant.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest(name = "{0} nanos of {1} are {2}")
    @CsvSource(textBlock = """
            0,             USD, $0.000000
            4120000,       USD, $0.004120
            1500000000,    USD, $1.500000
            1,             USD, <$0.000001
            500,           USD, <$0.000001
            501,           USD, $0.000001
            -2000000,      USD, $-0.002000
            4120000,       EUR, EUR 0.004120
            """)
    void money_is_never_rounded_to_nothing(long nanos, String currency, String shown) {
        assertThat(Amounts.money(nanos, currency)).isEqualTo(shown);
    }

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
