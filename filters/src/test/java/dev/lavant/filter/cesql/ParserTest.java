package dev.lavant.filter.cesql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.filter.KnownEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    @ParameterizedTest(name = "{0}: column {1}, {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                        | 1  | a value must stand here, not the end
            `  `                      | 3  | a value must stand here, not the end
            type =                    | 7  | a value must stand here, not the end
            type = = 'x'              | 8  | a value must stand here, not '='
            type == 'x'               | 7  | a value must stand here, not '='
            type = AND                | 8  | a value must stand here, not 'AND'
            type 'x'                  | 6  | AND, OR or the end must follow, not the text 'x'
            type = 'x' type           | 12 | AND, OR or the end must follow, not 'type'
            type = 'x')               | 11 | AND, OR or the end must follow, not ')'
            (type = 'x'               | 12 | ')' must follow the expression in brackets, not the end
            type = 'x                 | 8  | the text that begins here has no closing '
            type = 'x\\'              | 8  | the text that begins here has no closing '
            type = "x'                | 8  | the text that begins here has no closing "
            'a''b'                    | 4  | AND, OR or the end must follow, not the text 'b'
            type = 'x' @              | 12 | '@' has no meaning in CESQL
            @type = 'x'               | 1  | '@' has no meaning in CESQL
            type = 😀                 | 8  | '😀' has no meaning in CESQL
            Type = 'x'                | 1  | 'Type' is not the name of an attribute: those have only a-z and 0-9
            my_type = 'x'             | 1  | 'my_type' is not the name of an attribute: those have only a-z and 0-9
            EXISTS Type               | 8  | 'Type' is not the name of an attribute: those have only a-z and 0-9
            EXISTS 'type'             | 8  | the name of an attribute must follow EXISTS, not the text 'type'
            EXISTS                    | 7  | the name of an attribute must follow EXISTS, not the end
            2147483648                | 1  | 2147483648 does not fit in 32 bits
            1 = -2147483649           | 5  | -2147483649 does not fit in 32 bits
            'abc' LIKE type           | 12 | a text in quotes must follow LIKE, not 'type'
            'abc' LIKE 123            | 12 | a text in quotes must follow LIKE, not '123'
            'abc' LIKE TRUE           | 12 | a text in quotes must follow LIKE, not 'TRUE'
            'abc' LIKE ('a')          | 12 | a text in quotes must follow LIKE, not '('
            'a' IN ()                 | 9  | a value must stand here, not ')'
            'a' IN 'a'                | 8  | '(' must follow IN, not the text 'a'
            'a' IN ('a'               | 12 | ')' must follow the list after IN, not the end
            'a' NOT = 'a'             | 9  | LIKE or IN must follow NOT here
            ABS(1                     | 6  | ')' must follow the list after ABS, not the end
            A1(1)                     | 1  | 'A1' is not the name of a function
            + x                       | 3  | a number must stand here, not 'x'
            """)
    void what_is_no_cesql_is_refused_with_the_place(String text, int column, String why) {
        assertThatThrownBy(() -> Parser.parse(text)).isInstanceOfSatisfying(NotCesql.class, refused -> {
            assertThat(refused).hasMessage(why);
            assertThat(refused.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "-", "1 IN ("})
    void nesting_has_an_end_before_the_stack_has(String opening) {
        assertThatThrownBy(() -> Parser.parse(opening.repeat(100_000) + "1"))
                .isInstanceOf(NotCesql.class)
                .hasMessage("this is nested more than 200 deep");
    }

    @Test
    void a_chain_may_have_five_hundred_operators() {
        assertThat(Shown.of("TRUE" + " AND TRUE".repeat(500), KnownEvent.sale()))
                .isEqualTo("true");
        assertThatThrownBy(() -> Parser.parse("1" + " + 1".repeat(501)))
                .isInstanceOf(NotCesql.class)
                .hasMessageStartingWith("this follows operator 500, and there may be no more");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void any_text_is_read_or_refused_within_itself_and_whatever_is_read_has_a_value(long seed) {
        var random = new Random(seed);
        String[] words = {
            "type", "missing", "items", "'x'", "\"", "7", "-", "+", "(", ")", ",", "=", "!=", "<", "AND", "OR", "NOT",
            "LIKE", "IN", "EXISTS", "TRUE", "ABS", "LEFT", "/", "%", "@", "'"
        };
        for (int n = 0; n < 20_000; n++) {
            var text = new StringBuilder();
            random.ints(1 + random.nextInt(7), 0, words.length)
                    .forEach(word -> text.append(words[word]).append(' '));
            try {
                assertThat(Shown.of(text.toString(), KnownEvent.sale())).isNotEmpty();
            } catch (NotCesql refused) {
                assertThat(refused.column()).isBetween(1, text.length() + 1);
            }
        }
    }

    @Test
    void a_pattern_of_many_wildcards_takes_no_time_to_speak_of() {
        var pattern = Pattern.of("%a".repeat(2_000) + "b");

        assertThat(pattern.matches("a".repeat(4_000))).isFalse();
    }
}
