package dev.lavant.filter.cesql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.filter.KnownEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Section 3.7 of CESQL 1.0.0, as [SpecificationTest] has the others.
class CastsTest {
    private static final KnownEvent EVENT = KnownEvent.sale();

    @ParameterizedTest(name = "3.7 casts: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            STRING(1)                               | '1'
            STRING(-1)                              | '-1'
            STRING(007)                             | '7'
            STRING(TRUE)                            | 'true'
            STRING('abc')                           | 'abc'
            BOOL(0)                                 | false
            BOOL(-50)                               | true
            BOOL('TrUe')                            | true
            BOOL('')                                | false CAST
            BOOL(' true')                           | false CAST
            BOOL(FALSE)                             | false
            INT('+5')                               | 5
            INT('-5')                               | -5
            INT('007')                              | 7
            INT('2147483647')                       | 2147483647
            INT('2147483648')                       | 0 CAST
            INT('-2147483649')                      | 0 CAST
            INT('')                                 | 0 CAST
            INT(' 5')                               | 0 CAST
            INT('5.0')                              | 0 CAST
            INT('٣')                                | 0 CAST
            INT(TRUE)                               | 1
            INT(FALSE)                              | 0
            INT(-1)                                 | -1
            IS_INT('5')                             | true
            IS_INT('x')                             | false
            IS_BOOL('x')                            | false
            IS_BOOL('true')                         | true
            TRUE = "true" AND FALSE = "false"       | true
            TRUE = "TRUE" OR FALSE = "FALSE"        | false
            true = 'TRUE'                           | false
            'TRUE' = true                           | true
            1 = TRUE                                | true
            2 = TRUE                                | true
            TRUE = 1                                | true
            1 = '01'                                | false
            '01' = 1                                | true
            items = 3                               | true
            items = '3'                             | true
            '5' + '3'                               | 8
            5 + TRUE                                | 6
            LENGTH(items + 10)                      | 2
            """)
    void casts(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }
}
