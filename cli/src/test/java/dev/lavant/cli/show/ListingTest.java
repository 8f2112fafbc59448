package dev.lavant.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.cli.show.Column.Aligned;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListingTest {
    private record Fruit(String name, long count, Optional<Long> lag) {}

    private final Listing<Fruit> listing = new Listing<>(
            Column.text("NAME", "name", Fruit::name),
            Column.number("COUNT", "count", Fruit::count),
            Column.seen(
                    "LAG",
                    Aligned.RIGHT,
                    fruit -> fruit.lag().map(Object::toString).orElse("?")),
            Column.field("lag", Fruit::lag));

    @Test
    void words_stand_to_the_left_and_numbers_to_the_right() {
        assertThat(listing.table(
                        List.of(new Fruit("fig", 7, Optional.of(12345L)), new Fruit("apple", 120, Optional.empty()))))
                .containsExactly(
                        "NAME   COUNT    LAG", //
                        "fig        7  12345",
                        "apple    120      ?");
    }

    @Test
    void an_empty_table_keeps_its_heading() {
        assertThat(listing.table(List.of())).containsExactly("NAME  COUNT  LAG");
    }

    @Test
    void json_has_numbers_as_numbers_and_null_for_what_is_unknown() {
        assertThat(listing.json(new Fruit("a \"b\"", 1, Optional.empty())))
                .isEqualTo("{\"name\":\"a \\\"b\\\"\",\"count\":1,\"lag\":null}");
    }

    @Test
    void no_control_character_reaches_the_terminal() {
        assertThat(listing.table(List.of(new Fruit("a\n\u001b[2J", 1, Optional.of(0L))))
                        .getLast())
                .startsWith("a\\n\\u001b[2J  ");
    }
}
