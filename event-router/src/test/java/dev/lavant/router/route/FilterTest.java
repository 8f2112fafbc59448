package dev.lavant.router.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.router.route.Filter.Answer;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final CloudEvent SALE = CloudEventBuilder.v1()
            .withId("e-1")
            .withSource(URI.create("/shop"))
            .withType("shop.purchase.completed")
            .withExtension("region", "eu-west")
            .withExtension("items", 3)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'shop.purchase.completed'",
                "type LIKE 'shop.%' AND region LIKE 'eu-%'",
                "items > 2",
                "EXISTS region",
                "source IN ('/shop', '/kiosk')",
                "NOT EXISTS subject OR subject = 'x'",
                "TRUE"
            })
    void a_filter_that_is_true_matches(String filter) {
        assertThat(Filter.parse(filter).ask(SALE)).isEqualTo(new Answer.Matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"type = 'shop.purchase.begun'", "EXISTS subject AND subject = 'x'", "items = 4", "FALSE"})
    void a_filter_that_is_false_differs(String filter) {
        assertThat(Filter.parse(filter).ask(SALE)).isEqualTo(new Answer.Differs(filter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject = 'x'", "INT(region) = 1", "10 / (items - 3) = 1", "UNHEARD(type)"})
    void a_filter_without_a_value_for_this_event_is_undefined(String filter) {
        assertThat(Filter.parse(filter).ask(SALE))
                .isInstanceOfSatisfying(
                        Answer.Undefined.class,
                        undefined -> assertThat(undefined.filter()).isEqualTo(filter));
    }

    @Test
    void a_value_that_is_no_truth_is_undefined() {
        assertThat(Filter.parse("type").ask(SALE))
                .isEqualTo(new Answer.Undefined("type", "shop.purchase.completed is neither true nor false"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "type = = 'x'", "type = 'x", "= 'x'", "(type = 'x'", "type = 'x')", "type 'x'", "\u0000"
            })
    void text_that_is_no_filter_is_refused(String text) {
        assertThatThrownBy(() -> Filter.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a CESQL filter: " + text);
    }

    @Test
    void text_that_is_no_filter_is_refused_with_the_place() {
        assertThatThrownBy(() -> Filter.parse("type = AND"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a CESQL filter: type = AND: ")
                .hasMessageContaining("7:9 `AND`");
    }
}
