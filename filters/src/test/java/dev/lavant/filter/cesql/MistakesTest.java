package dev.lavant.filter.cesql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.filter.cesql.Mistakes.Mistake;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakesTest {

    @ParameterizedTest(name = "{0}: column {1}, {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type = 'x' AND LENGHT(id) > 3     | 16 | there is no function LENGHT, but ABS, BOOL, CONCAT, CONCAT_WS, HAS_HEADER, HEADER, INT, IS_BOOL, IS_INT, LEFT, LENGTH, LOWER, RIGHT, STRING, SUBSTRING, TRIM, UPPER
            LEFT(type) = 'x'                  | 1  | LEFT does not take 1 argument
            ABS(1, 2) = 1                     | 1  | ABS does not take 2 arguments
            items > 5 / 0                     | 9  | 5 / 0 has no value
            'abc' > 1                         | 1  | 'abc' is not a whole number
            NOT 'x' AND type = 'y'            | 1  | 'x' is not true or false
            LEFT('abc', -1) = type            | 1  | LEFT cannot take -1 characters
            items + 1                         | 1  | a filter is true or false, not a number
            7                                 | 1  | a filter is true or false, not a whole number
            'type'                            | 1  | a filter is true or false, not text
            LENGTH(type)                      | 1  | a filter is true or false, and LENGTH gives a whole number
            premium                           | 1  | attributes are text, and a filter is true or false: write BOOL(premium) or EXISTS premium
            """)
    void what_can_only_go_wrong_is_told_with_the_place(String filter, int column, String why) {
        assertThat(Mistakes.in(Parser.parse(filter))).containsExactly(new Mistake(why, column));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'x'",
                "TRUE",
                "BOOL(premium)",
                "EXISTS x",
                "HEADER('x') = 'y'",
                "HAS_HEADER('x')",
                "5 / items > 1",
                "FALSE AND INT('7') = 7",
                "IS_INT(items)"
            })
    void what_may_go_well_is_no_mistake(String filter) {
        assertThat(Mistakes.in(Parser.parse(filter))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 / 0 = UNHEARD(1)"})
    void each_mistake_is_told(String filter) {
        assertThat(Mistakes.in(Parser.parse(filter)))
                .extracting(Mistake::column)
                .containsExactly(1, 9);
    }
}
