package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lavant filter test`.
class FilterTrialTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("sold.json"), """
                {"specversion": "1.0", "id": "e-1", "source": "/shop", "type": "shop.sold", "items": 3, "vip": true,
                 "datacontenttype": "text/plain", "nothing": null, "data": {"type": "not an attribute"}}""");
    }

    @Test
    void an_event_that_gets_through_exits_0() {
        var answer = test("type = 'shop.sold' AND items > 2 AND BOOL(vip) AND datacontenttype LIKE 'text/%'");

        assertThat(answer.exit()).isZero();
        assertThat(answer.lines()).containsExactly("EVENT  TYPE       FILTER   WHY", "e-1    shop.sold  matches");
    }

    @Test
    void an_event_that_does_not_exits_5_and_says_why() {
        var answer = test("type = 'shop.sold' AND items > 5");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.lines()).endsWith("e-1    shop.sold  differs  items > 5 is false (items is '3')");
    }

    @Test
    void an_error_is_no_match_and_said_in_json_too() {
        var answer = Terminal.in(folder).run("filter", "test", "region = 'eu'", "--event", "sold.json", "-o", "json");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.lines())
                .containsExactly("{\"id\":\"e-1\",\"type\":\"shop.sold\",\"verdict\":\"no-value\",\"why\":"
                        + "\"region = 'eu' has no value: the event has no attribute 'region'\"}");
    }

    @Test
    void several_events_and_headers_and_json_filters_and_standard_input() {
        String events = """
                [{"specversion": "1.0", "id": "a", "source": "/s", "type": "x.one"},
                 {"specversion": "1.0", "id": "b", "source": "/s", "type": "y.one"},
                 {"specversion": "1.0", "id": "c", "type": "x.two"}]""";

        var answer = Terminal.in(folder)
                .typing(events)
                .run(
                        "filter",
                        "test",
                        "[{\"prefix\": {\"type\": \"x.\"}}, {\"exact\": {\"header:tier\": \"gold\"}}]",
                        "--event",
                        "-",
                        "--header",
                        "tier=gold");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.lines())
                .containsExactly(
                        "EVENT  TYPE   FILTER    WHY",
                        "a      x.one  matches",
                        "b      y.one  differs   type is 'y.one', which does not begin with 'x.'",
                        "c      x.two  no-event  the record has no header ce_source");
    }

    @Test
    void text_that_is_no_filter_exits_5_with_the_place() {
        var answer = test("type = = 'x'");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.err()).isEqualToNormalizingNewlines("""
                error: that is no filter.
                       a value must stand here, not '=', at column 8 of: type = = 'x'
                       Write for example:  lavant filter test "type = 'shop.sold'" --event sold.json
                """);
    }

    @Test
    void a_filter_that_can_never_be_true_is_warned_of() {
        var answer = test("UPER(type) = 'SHOP.SOLD'");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.err()).startsWith("warning: there is no function UPER, but ABS, ");
    }

    @Test
    void a_filter_that_sql_would_read_otherwise_is_warned_of() {
        var answer = test("type = 'shop.sold' OR items > 2 AND EXISTS absent");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.err()).startsWith("warning: CESQL reads AND and OR from left to right");
    }

    @Test
    void a_file_without_an_event_is_told() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"id\": ");
        Files.writeString(folder.resolve("text.json"), "[\"sold\"]");

        for (String file : new String[] {"broken.json", "text.json"}) {
            var answer = Terminal.in(folder).run("filter", "test", "TRUE", "--event", file);

            assertThat(answer.exit()).isEqualTo(5);
            assertThat(answer.err()).startsWith("error: the file holds no CloudEvent in structured JSON.");
        }
        Files.writeString(folder.resolve("empty.json"), "");
        assertThat(Terminal.in(folder)
                        .run("filter", "test", "TRUE", "--event", "empty.json")
                        .err())
                .contains("It is empty.");
        assertThat(Terminal.in(folder)
                        .run("filter", "test", "TRUE", "--event", "absent.json")
                        .exit())
                .isEqualTo(3);
    }

    private Terminal.Answer test(String filter) {
        return Terminal.in(folder).run("filter", "test", filter, "--event", "sold.json");
    }
}
