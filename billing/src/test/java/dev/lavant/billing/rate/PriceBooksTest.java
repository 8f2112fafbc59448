package dev.lavant.billing.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.PriceBookVersion;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBooksTest {
    static {
        GeneratedClasses.trust();
    }

    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private final PriceBooks books = PriceBooks.of(PriceBook.standard())
            .with(version("winter", DECEMBER, 1))
            .with(version("spring", Instant.parse("2027-03-01T00:00:00Z"), 2))
            .with(version("winter-right", DECEMBER, 3));

    @ParameterizedTest(name = "{2}")
    @CsvSource(textBlock = """
            1999-01-01T00:00:00Z, lavant-2026-11, the first holds for all time before
            2026-11-30T23:00:00Z, lavant-2026-11, until the hour before the next
            2026-12-01T00:00:00Z, winter-right, of two from the same hour the one published last holds
            2027-02-28T23:00:00Z, winter-right, until the next
            2027-03-01T00:00:00Z, spring, the newest holds on
            2099-01-01T00:00:00Z, spring, for ever
            """)
    void each_hour_has_the_book_that_began_last(Instant hour, String name, String rule) {
        assertThat(books.at(hour).name()).isEqualTo(name);
    }

    @Test
    void the_order_in_which_books_are_read_does_not_matter() {
        var other = PriceBooks.of(PriceBook.standard())
                .with(version("winter-right", DECEMBER, 3))
                .with(version("winter", DECEMBER, 1))
                .with(version("winter", DECEMBER, 1));

        assertThat(other.at(DECEMBER).name()).isEqualTo("winter-right");
        assertThat(other.inOrder())
                .extracting(one -> one.book().name())
                .containsExactly("lavant-2026-11", "winter", "winter-right");
    }

    @Test
    void a_book_is_never_changed_and_has_the_currency_of_the_others() {
        assertThatThrownBy(() -> books.with(version("winter", DECEMBER, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is a price book 'winter' already, and books are never changed");
        var euros = new PriceBook("euros", "EUR", DECEMBER, Map.of(Sku.CPU, 1L));
        assertThatThrownBy(() -> books.with(PriceBooks.version(euros, DECEMBER)))
                .hasMessage("price books are in USD, not in EUR");
        assertThatThrownBy(() -> books.with(new PriceBookVersion("gpus", "USD", DECEMBER, Map.of("gpu", 1L), DECEMBER)))
                .hasMessage("price book gpus has a price for 'gpu'");
    }

    private static PriceBookVersion version(String name, Instant from, long publishedAt) {
        return PriceBooks.version(
                new PriceBook(name, "USD", from, Map.of(Sku.CPU, 1L)), Instant.ofEpochSecond(publishedAt));
    }
}
