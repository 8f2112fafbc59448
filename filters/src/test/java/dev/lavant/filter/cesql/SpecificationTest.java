package dev.lavant.filter.cesql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.filter.KnownEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of CESQL 1.0.0, section by section: an expression, what it is worth for an event, and the error it comes
/// with.
class SpecificationTest {
    private static final KnownEvent EVENT =
            KnownEvent.sale().with("hop", "5").with("ttl", "10").with("123abc", "digits first");

    @ParameterizedTest(name = "2 syntax: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int(hop) < int(ttl) and int(hop) < 1000  | true
            INT(hop) < INT(ttl) AND INT(hop) < 1000  | true
            Exists region Or False                   | true
            region Like 'eu%' aNd items iN (3)       | true
            (((TRUE)))                               | true
            4 * (2 + 3)                              | 20
            (2 + 3)*4                                | 20
            123abc                                   | 'digits first'
            0                                        | 0
            007                                      | 7
            +5                                       | 5
            -5                                       | -5
            2147483647                               | 2147483647
            -2147483648                              | -2147483648
            true                                     | true
            FaLsE                                    | false
            'abc'                                    | 'abc'
            "aBc"                                    | 'aBc'
            ''                                       | ''
            'a"b\\'c'                                | 'a"b'c'
            "a'b\\"c"                                | 'a'b"c'
            'a\\nb\\\\c'                             | 'a\\nb\\\\c'
            items+1                                  | 4
            items-1                                  | 2
            items -1                                 | 2
            items - -1                               | 4
            4 + +1                                   | 5
            `  TRUE \t\r  `                          | true
            """)
    void syntax(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @ParameterizedTest(name = "3.2 attributes: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id                                    | 'e-1'
            specversion                           | '1.0'
            subject                               | 'order/7'
            source                                | '/shop'
            time                                  | '2018-04-26T14:48:09+02:00'
            number                                | 10
            truth                                 | true
            region                                | 'eu-west'
            missing                               | false MISSING_ATTRIBUTE
            true AND (missing = "")               | false MISSING_ATTRIBUTE
            missing * 5                           | 0 MISSING_ATTRIBUTE
            1 / missing                           | 0 MISSING_ATTRIBUTE
            missing / 0                           | 0 MISSING_ATTRIBUTE
            missing % 0                           | 0 MISSING_ATTRIBUTE
            missing = 2                           | false MISSING_ATTRIBUTE
            missing != 2                          | false MISSING_ATTRIBUTE
            2 <> missing                          | false MISSING_ATTRIBUTE
            missing <= 2                          | false MISSING_ATTRIBUTE
            2 > missing                           | false MISSING_ATTRIBUTE
            -missing                              | 0 MISSING_ATTRIBUTE
            NOT missing                           | false MISSING_ATTRIBUTE
            missing AND TRUE                      | false MISSING_ATTRIBUTE
            missing OR TRUE                       | false MISSING_ATTRIBUTE
            TRUE AND missing                      | false MISSING_ATTRIBUTE
            FALSE OR missing                      | false MISSING_ATTRIBUTE
            missing XOR TRUE                      | false MISSING_ATTRIBUTE
            missing LIKE 'x'                      | false MISSING_ATTRIBUTE
            missing NOT LIKE 'x'                  | false MISSING_ATTRIBUTE
            missing IN ('x')                      | false MISSING_ATTRIBUTE
            missing NOT IN ('x')                  | false MISSING_ATTRIBUTE
            'x' IN (missing, 'x')                 | false MISSING_ATTRIBUTE
            LENGTH(missing)                       | 0 MISSING_ATTRIBUTE
            LOWER(missing)                        | '' MISSING_ATTRIBUTE
            CONCAT('a', missing)                  | '' MISSING_ATTRIBUTE
            IS_INT(missing)                       | false MISSING_ATTRIBUTE
            """)
    void attributes(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @ParameterizedTest(name = "3.3, 4.1 errors: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5 / 0                       | 0 MATH
            5 % 0                       | 0 MATH
            ABS(-2147483648)            | 2147483647 MATH
            INT('abc')                  | 0 CAST
            BOOL('abc')                 | false CAST
            'abc' = 1                   | false CAST
            'abc' != 1                  | false CAST
            'abc' = TRUE                | false CAST
            'x' > 1                     | false CAST
            1 + 'x'                     | 0 CAST
            -'x'                        | 0 CAST
            NOT 'x'                     | false CAST
            'x' AND TRUE                | false CAST
            TRUE XOR 'x'                | false CAST
            1 IN (2, 'x')               | false CAST
            1 NOT IN (2, 'x')           | false CAST
            ABS('x')                    | 0 CAST
            LEFT('abc', 'x')            | '' CAST
            missing                     | false MISSING_ATTRIBUTE
            UNHEARD('a')                | false MISSING_FUNCTION
            UNHEARD('a') = 1            | false MISSING_FUNCTION
            ABS()                       | false MISSING_FUNCTION
            ABS(1, 2)                   | false MISSING_FUNCTION
            LEFT('abc', -2)             | 'abc' FUNCTION_EVALUATION
            SUBSTRING('abc', 4)         | '' FUNCTION_EVALUATION
            TRUE AND (1 != 1 / 0)       | false MATH
            FALSE OR (1 != 1 / 0)       | false MATH
            LENGTH(LEFT('abc', -2))     | 0 FUNCTION_EVALUATION
            INT('x') + 5 / 0            | 0 CAST
            5 / 0 + INT('x')            | 0 MATH
            missing = 5 / 0             | false MISSING_ATTRIBUTE
            NOT (missing = 2)           | false MISSING_ATTRIBUTE
            CONCAT(5 / 0, missing)      | '' MATH
            """)
    void an_error_ends_the_evaluation_with_the_zero_value_around_it(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @ParameterizedTest(name = "3.4.1, 3.4.2 operators: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NOT TRUE                    | false
            NOT FALSE                   | true
            NOT 'TRUE'                  | false
            NOT 'false'                 | true
            NOT 10                      | false
            NOT 0                       | true
            --10                        | 10
            -'10'                       | -10
            --'10'                      | 10
            -TRUE                       | -1
            - -2147483648               | -2147483648
            TRUE = FALSE                | false
            FALSE = FALSE               | true
            FALSE != FALSE              | false
            TRUE <> FALSE               | true
            1 = 2                       | false
            2 = 2                       | true
            1 != 2                      | true
            2 <> 2                      | false
            'abc' = '123'               | false
            'abc' = 'abc'               | true
            'abc' = 'ABC'               | false
            'abc' != 'ABC'              | true
            'abc' <> 'abc'              | false
            FALSE AND FALSE             | false
            FALSE AND TRUE              | false
            TRUE AND FALSE              | false
            TRUE AND TRUE               | true
            FALSE OR FALSE              | false
            FALSE OR TRUE               | true
            TRUE OR FALSE               | true
            TRUE OR TRUE                | true
            FALSE XOR FALSE             | false
            FALSE XOR TRUE              | true
            TRUE XOR FALSE              | true
            TRUE XOR TRUE               | false
            FALSE AND (1 != 1 / 0)      | false
            TRUE OR (1 != 1 / 0)        | true
            FALSE AND missing           | false
            TRUE OR missing             | true
            1 < 2                       | true
            2 < 2                       | false
            2 <= 2                      | true
            3 <= 2                      | false
            2 > 1                       | true
            2 > 2                       | false
            2 >= 2                      | true
            2 >= 3                      | false
            4 * -2                      | -8
            5 / 3                       | 1
            -5 / 3                      | -1
            5 / -3                      | -1
            5 % 3                       | 2
            -5 % 3                      | -2
            5 % -3                      | 2
            4 + 1                       | 5
            -4 + 1                      | -3
            -4 + -1                     | -5
            -4 - 1                      | -5
            4 - 1                       | 3
            2147483647 + 1              | -2147483648
            """)
    void operators(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @ParameterizedTest(name = "3.4.3 LIKE: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'abc' LIKE 'abc'                    | true
            'abc' NOT LIKE 'abc'                | false
            'abc' NOT LIKE 'abd'                | true
            'ABC' LIKE 'abc'                    | false
            '' LIKE ''                          | true
            '' LIKE '%'                         | true
            'abc' LIKE ''                       | false
            'abc' LIKE '%'                      | true
            'azzzbzzzc' LIKE 'a%b%c'            | true
            'ac' LIKE 'a%b%c'                   | false
            'aabab' LIKE '%ab'                  | true
            'abab' LIKE '%ab%ab%ab%'            | false
            'abc' LIKE 'a_c'                    | true
            'ac' LIKE 'a_c'                     | false
            'a€c' LIKE 'a_c'                    | true
            'a😀c' LIKE 'a_c'                   | true
            'abc' LIKE '_b%'                    | true
            'b' LIKE '_b%'                      | false
            'aBc' LIKE '_b%'                    | false
            'abc%' LIKE 'abc\\%'                | true
            'abcd' LIKE 'abc\\%'                | false
            'a_b' LIKE 'a\\_b'                  | true
            'azb' LIKE 'a\\_b'                  | false
            'a\\b' LIKE 'a\\b'                  | true
            'a.c+(d)[e]{f}^$?*' LIKE 'a.c+(d)[e]{f}^$?*' | true
            'abc' LIKE 'a.c'                    | false
            234 LIKE '23_'                      | true
            2344 LIKE '23_'                     | false
            TRUE LIKE 'tr%'                     | true
            FALSE LIKE '%se'                    | true
            """)
    void like(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @ParameterizedTest(name = "3.4.4 EXISTS, 3.4.5 IN: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            EXISTS id                       | true
            EXISTS source                   | true
            EXISTS type                     | true
            EXISTS specversion              | true
            EXISTS subject                  | true
            EXISTS time                     | true
            EXISTS region                   | true
            EXISTS missing                  | false
            EXISTS data                     | false
            NOT EXISTS missing              | true
            'a' IN ('a', 'b')               | true
            'c' IN ('a', 'b')               | false
            'c' NOT IN ('a', 'b')           | true
            'a' NOT IN ('a')                | false
            'A' IN ('a')                    | false
            1 IN ('1', 2)                   | true
            1 IN ('01')                     | true
            '01' IN (1)                     | false
            '1' IN (1)                      | true
            TRUE IN ('true')                | true
            TRUE IN (0, 7)                  | true
            items IN (3)                    | true
            number IN ('10')                | true
            3 IN (1 + 1, 1 + 2)             | true
            """)
    void exists_and_in(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @ParameterizedTest(name = "3.5 functions: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            LENGTH('abc')                          | 3
            LENGTH('')                             | 0
            LENGTH(TRUE)                           | 4
            LENGTH('€😀')                          | 2
            CONCAT()                               | ''
            CONCAT('a')                            | 'a'
            CONCAT('a', 1, TRUE)                   | 'a1true'
            CONCAT_WS(',')                         | ''
            CONCAT_WS(',', 'a')                    | 'a'
            CONCAT_WS(',', 'a', 'b', 'c')          | 'a,b,c'
            CONCAT_WS()                            | false MISSING_FUNCTION
            LOWER('AbC')                           | 'abc'
            UPPER('AbC')                           | 'ABC'
            TRIM('  a b  ')                        | 'a b'
            LEFT('abc', 2)                         | 'ab'
            LEFT('abc', 10)                        | 'abc'
            LEFT('', 0)                            | ''
            LEFT('😀bc', 1)                        | '😀'
            RIGHT('abc', 2)                        | 'bc'
            RIGHT('abc', 10)                       | 'abc'
            RIGHT('abc', 0)                        | ''
            RIGHT('abc', -2)                       | 'abc' FUNCTION_EVALUATION
            SUBSTRING('abcdef', 1)                 | 'abcdef'
            SUBSTRING('abcdef', 6)                 | 'f'
            SUBSTRING('abcdef', -2)                | 'ef'
            SUBSTRING('abcdef', -6)                | 'abcdef'
            SUBSTRING('abcdef', 0)                 | ''
            SUBSTRING('abcdef', 7)                 | '' FUNCTION_EVALUATION
            SUBSTRING('abcdef', -7)                | '' FUNCTION_EVALUATION
            SUBSTRING('abcdef', 2, 3)              | 'bcd'
            SUBSTRING('abcdef', 2, 2147483647)     | 'bcdef'
            SUBSTRING('abcdef', -5, 3)             | 'bcd'
            SUBSTRING('abcdef', 2, 0)              | ''
            SUBSTRING('abcdef', 0, 3)              | ''
            SUBSTRING('abcdef', 7, 1)              | '' FUNCTION_EVALUATION
            SUBSTRING('abcdef', 2, -1)             | '' FUNCTION_EVALUATION
            ABS(10)                                | 10
            ABS(-10)                               | 10
            ABS(0)                                 | 0
            ABS('-10')                             | 10
            length(lower('ABC'))                   | 3
            """)
    void functions(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @Test
    void trim_removes_the_white_space_of_unicode_and_no_control_characters() {
        assertThat(Shown.of("TRIM('\u00a0\u2003\ta\u0085')", EVENT)).isEqualTo("'a'");
        assertThat(Shown.of("TRIM('\u0001 a')", EVENT)).isEqualTo("'\u0001 a'");
    }

    @ParameterizedTest(name = "3.6 order of evaluation: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            4 * 2 + 4 / 2                    | 10
            4 * (2 + 4) / 2                  | 12
            7 - 2 - 1                        | 4
            8 / 4 / 2                        | 1
            -items + 1                       | -2
            -items * -items                  | 9
            NOT FALSE AND FALSE              | false
            NOT truth OR TRUE                | true
            NOT TRUE = FALSE                 | true
            2 * 3 LIKE '3'                   | 2
            1 + 1 = 2                        | true
            1 < 2 = TRUE                     | true
            TRUE OR TRUE AND FALSE           | false
            FALSE AND FALSE OR TRUE          | true
            FALSE AND missing OR TRUE        | true
            TRUE XOR TRUE OR TRUE            | true
            TRUE OR (TRUE AND FALSE)         | true
            region LIKE 'us%' AND items > 5 OR type = 'shop.sold' | true
            """)
    void the_order_of_evaluation(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }

    @ParameterizedTest(name = "5 examples: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            EXISTS subject                                                    | true
            region = 'eu-west'                                                | true
            region = 'Francesco' OR subject = 'order/7'                       | true
            (region = 'eu-west' AND items = '3') OR subject = 'Ada'           | true
            number = 10                                                       | true
            hop < ttl                                                         | true
            source LIKE '/sh%' AND type LIKE '%.sold'                         | true
            (id = 'e-1' AND type LIKE '%.seen') OR (id = 'e-2')               | false
            """)
    void examples(String expression, String value) {
        assertThat(Shown.of(expression, EVENT)).isEqualTo(value);
    }
}
