package dev.lavant.billing.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.StatementLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatingTest {
    private static final PriceBook BOOK = PriceBook.standard();

    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
            COMPUTE,     1024000000,     16667, a GiB-second
            CPU,            1000000,     20000, a CPU-second
            INVOCATIONS,    1000000, 200000000, a million events
            INVOCATIONS,          1,       200, one event
            COMPUTE,              1,         0, less than a nano rounds to nothing
            INIT,        1024000000,         0, the standard book asks nothing for hosts without events
            """)
    void quantities_have_their_price(Sku sku, long quantity, long nanos, String what) {
        assertThat(Rating.line(sku, quantity, BOOK, BigDecimal.ZERO).getCostNanos())
                .isEqualTo(nanos);
    }

    @Test
    void what_rounding_leaves_over_is_carried_to_the_next_line() {
        var book = new PriceBook("tenths", "USD", Instant.EPOCH, Map.of(Sku.INVOCATIONS, 400_000_000L));
        StatementLine first = Rating.line(Sku.INVOCATIONS, 1, book, BigDecimal.ZERO);
        StatementLine second = Rating.line(Sku.INVOCATIONS, 1, book, new BigDecimal(first.getCarry()));

        assertThat(first).isEqualTo(new StatementLine("invocations", 1L, 400_000_000L, 0L, "0.4"));
        assertThat(second).isEqualTo(new StatementLine("invocations", 1L, 400_000_000L, 1L, "-0.2"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void any_number_of_lines_adds_up_to_the_rounded_sum(long seed) {
        var random = new Random(seed);
        var exact = BigDecimal.ZERO;
        var carry = BigDecimal.ZERO;
        long lines = 0;
        for (int i = 0; i < 100_000; i++) {
            long quantity = random.nextLong(2_000_000_000L);
            StatementLine line = Rating.line(Sku.COMPUTE, quantity, BOOK, carry);
            carry = new BigDecimal(line.getCarry());
            lines += line.getCostNanos();
            exact = exact.add(Rating.exactNanos(Sku.COMPUTE, quantity, BOOK.picos(Sku.COMPUTE)));
        }

        assertThat(lines).isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        assertThat(carry.abs()).isLessThanOrEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void a_cost_that_outgrows_a_long_is_an_error_and_never_wraps() {
        var dear = new PriceBook("dear", "USD", Instant.EPOCH, Map.of(Sku.CPU, Long.MAX_VALUE));

        assertThatThrownBy(() -> Rating.line(Sku.CPU, Long.MAX_VALUE, dear, BigDecimal.ZERO))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_price_book_names_what_is_wrong() {
        var text = new Properties();
        text.put("name", "test");
        text.put("currency", "usd");
        text.put("picos-per-gib-second", "0.5");
        text.put("picos-per-million-events", "5");

        assertWrong(text, "picos-per-gib-second must be a whole number of 1e-12 of the currency, was 0.5");
        text.put("picos-per-gib-second", "5");
        assertWrong(text, "a price book needs 'picos-per-cpu-second'");
        text.put("picos-per-cpu-second", "5");
        assertWrong(text, "currency must be three capital letters (ISO 4217), was usd");
        text.put("currency", "EUR");
        text.put("valid-from", "2026-12-01T00:30:00Z");
        assertWrong(text, "valid-from must be on the hour, was 2026-12-01T00:30:00Z");
        text.put("valid-from", "tomorrow");
        assertWrong(text, "valid-from must be a time as 2026-12-01T00:00:00Z, was tomorrow");
        text.put("valid-from", "2026-12-01T00:00:00Z");
        text.put("picos-per-gb-inn", "5");
        assertWrong(text, "a price book has no 'picos-per-gb-inn'");
        text.remove("picos-per-gb-inn");
        text.put("picos-per-gb-in", "-5");
        assertWrong(text, "picos-per-gb-in must not be negative, was -5");
    }

    private static void assertWrong(Properties text, String message) {
        assertThatThrownBy(() -> PriceBook.from(text)).hasMessageStartingWith(message);
    }
}
