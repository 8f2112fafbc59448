package dev.lavant.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorsTest {

    @ParameterizedTest(name = "{0} needs {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type = 'a'                                              | type=a
            type = 'a' AND region = 'x'                             | type=a; region=x
            type = 'a' AND items > 5                                | type=a
            type = 'a' OR region = 'x'                              | region=x,type=a
            type = 'a' OR items > 5                                 | ``
            type = 'a' XOR region = 'x'                             | ``
            type IN ('a', 'b')                                      | type=a,type=b
            type NOT IN ('a', 'b')                                  | ``
            type IN ('a', 7)                                        | ``
            type != 'a'                                             | ``
            NOT (type = 'a')                                        | ``
            items = 3                                               | ``
            type LIKE 'a%'                                          | ``
            (type = 'a' AND id = 'i') OR (type = 'b' AND id = 'j')  | type=a,type=b
            [{"exact": {"type": "a", "region": "x"}}]               | type=a; region=x
            [{"any": [{"exact": {"type": "a"}}, {"exact": {"type": "b"}}]}] | type=a,type=b
            [{"any": [{"exact": {"type": "a"}}, {"prefix": {"type": "b"}}]}] | ``
            [{"not": {"exact": {"type": "a"}}}]                     | ``
            [{"exact": {"header:a": "b"}}]                          | ``
            [{"sql": "type = 'a'"}, {"prefix": {"id": "x"}}]        | type=a
            []                                                      | ``
            """)
    void a_filter_needs_at_least(String filter, String needs) {
        assertThat(Filter.parse(filter).anchors().stream()
                        .map(set -> set.stream()
                                .map(anchor -> anchor.attribute() + "=" + anchor.value())
                                .sorted()
                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining("; ")))
                .isEqualTo(needs);
    }
}
