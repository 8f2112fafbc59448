package dev.lavant.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static final String AT = "2026-06-01T12:03:00.120Z";

    @Test
    void a_fact_is_one_line_that_people_can_read() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("at", AT);
        facts.put("level", "WARN");
        facts.put("place", "orders-1@7");
        facts.put("message", "no price for \"o-1\"");
        facts.put("a key", "");

        assertThat(new LogLine(facts).written())
                .isEqualTo("at=" + AT + " level=WARN place=orders-1@7 message=\"no price for \\\"o-1\\\"\" a_key=\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plain",
                "Grüße, 世界 🎈",
                "two\nlines\r\n\tand a tab",
                "\\n is no line's end",
                "C:\\temp\\",
                "level=ERROR at=2020-01-01T00:00:00Z",
                "\"quoted\"",
                "\u001b[31mred\u001b[0m\u0000\u2028",
                "key=\"value\""
            })
    void whatever_is_logged_is_one_line_and_read_as_it_was(String message) {
        String line = new LogLine(Map.of("at", AT)).written() + " " + new LogLine(Map.of("message", message)).written();

        assertThat(line.lines()).hasSize(1);
        assertThat(line.chars()).noneMatch(Character::isISOControl);
        assertThat(LogLine.read(line)).hasValueSatisfying(read -> {
            assertThat(read.at()).isEqualTo(Instant.parse(AT));
            assertThat(read.fact("message")).hasValue(message);
            assertThat(read.facts()).hasSize(2);
        });
    }

    @Test
    void a_value_that_never_ends_is_cut_off() {
        var line = new LogLine(Map.of("at", AT.repeat(1_000)));

        assertThat(line.written().length()).isBetween(LogLine.LONGEST_VALUE, LogLine.LONGEST_VALUE + 10);
        assertThat(line.written()).endsWith("…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                "at=now level=INFO",
                "at=" + AT + " level",
                "at=" + AT + " message=\"no end",
                "at=" + AT + " message=\"\\x\"",
                "at=" + AT + " message=\"\\u00g0\"",
                "\tat java.base/java.lang.Thread.run(Thread.java)"
            })
    void what_is_no_fact_is_told_apart(String line) {
        assertThat(LogLine.read(line)).isEmpty();
    }
}
