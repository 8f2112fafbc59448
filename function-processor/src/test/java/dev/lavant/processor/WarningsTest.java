package dev.lavant.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What compiles and is hardly meant.
class WarningsTest {
    @TempDir
    Path classes;

    @Test
    void functions_that_hand_events_round_in_a_circle_are_warned_of_once() {
        assertThat(warnings("""
                class Prices {
                    @EventFunction(topics = "orders", output = "prices") String price(String order) { return ""; }
                }
                """, """
                class Taxes {
                    @EventFunction(topics = "prices", output = "taxes") String tax(String price) { return ""; }
                    @EventFunction(topics = "taxes", output = "orders") String order(String tax) { return ""; }
                }
                """))
                .containsExactly(
                        "Prices.java:2 functions price → tax → order → price hand events round in a circle, so that"
                                + " one event may start them for ever: break it with a filter, or write to another topic");
    }

    @Test
    void a_checked_exception_that_the_handler_cannot_throw_is_warned_of() {
        assertThat(warnings("""
                class Prices {
                    @EventFunction(topics = "orders", retry = @Retry(never = java.io.IOException.class))
                    void price(String order) {}
                    @EventFunction(topics = "orders", retry = @Retry(never = java.io.IOException.class))
                    void read(String order) throws java.io.FileNotFoundException {}
                    @EventFunction(topics = "orders", retry = @Retry(never = IllegalStateException.class))
                    void check(String order) {}
                }
                """))
                .containsExactly(
                        "Prices.java:3 retry.never names IOException, which price cannot throw: it declares no such"
                                + " exception");
    }

    @Test
    void retries_that_hold_back_a_partition_for_long_are_warned_of() {
        assertThat(warnings("""
                class Prices {
                    @EventFunction(topics = "orders", ordering = Ordering.PARTITION,
                            retry = @Retry(attempts = 4, backoff = "20s", maxBackoff = "30s"))
                    void price(String order) {}
                }
                """))
                .containsExactly(
                        "Prices.java:4 function price keeps the order of whole partitions, and its retries may hold"
                                + " one back for 80 s: shorten retry.backoff, or use ordering = KEY");
    }

    @Test
    void a_filter_that_sql_would_read_otherwise_is_warned_of() {
        assertThat(warnings("""
                class Prices {
                    @EventFunction(topics = "orders", filter = "type = 'a' OR type = 'b' AND id = 'c'")
                    void price(String order) {}
                    @EventFunction(topics = "orders", filter = "type = 'a' AND type = 'b' OR (id = 'c' AND id = 'd')")
                    void check(String order) {}
                }
                """))
                .containsExactly(
                        "Prices.java:3 filter: CESQL reads AND and OR from left to right, so that this AND joins all"
                                + " before it: write the brackets, at column 30 of: type = 'a' OR type = 'b' AND id ="
                                + " 'c'");
    }

    private List<String> warnings(String... sources) {
        var compilation = Compilation.of(classes, sources);
        assertThat(compilation.errors()).isEmpty();
        return compilation.warnings();
    }
}
