package dev.lavant.deploy.act;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
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
        assertThat(Money.shown(nanos, currency)).isEqualTo(shown);
    }
}
