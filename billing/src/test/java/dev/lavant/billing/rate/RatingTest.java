package dev.lavant.billing.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatingTest {
    private static final PriceBook BOOK = PriceBook.standard();

    @ParameterizedTest(name = "{4}")
    @CsvSource(textBlock = """
                  0, 1024000000,       0,    16667, a GiB-second
                  0,          0, 1000000,    20000, a CPU-second
            1000000,          0,       0, 200000000, a million events
                  1,          0,       0,      200, one event
                  0,          1,       0,        0, less than a nano rounds to nothing
            """)
    void quantities_have_their_price(long events, long mibMicros, long cpuMicros, long nanos, String what) {
        assertThat(Rating.costNanos(new Quantities(events, mibMicros, cpuMicros), BOOK))
                .isEqualTo(nanos);
    }

    @Test
    void begun_microseconds_count_whole() {
        UsageRecord usage =
                UsageSamples.usage(0).setShareNanos(1_500).setCpuNanos(1).build();

        assertThat(Quantities.of(usage)).isEqualTo(new Quantities(1, 256, 1));
    }

    @Test
    void what_was_not_measured_costs_nothing_or_falls_back_to_the_duration() {
        UsageRecord usage =
                UsageSamples.usage(0).setShareNanos(-1).setCpuNanos(-1).build();

        assertThat(Quantities.of(usage)).isEqualTo(new Quantities(1, 128 * 3_000, 0));
    }

    @Test
    void what_the_platform_caused_is_counted_and_not_priced() {
        UsageRecord usage = UsageSamples.usage(0).setBillable(false).build();
        Statement empty = Statements.empty(usage, Instant.EPOCH, BOOK);

        Statement total = Statements.plus(empty, usage, BOOK);

        assertThat(total.getEvents()).isEqualTo(1);
        assertThat(total.getCostNanos()).isZero();
        assertThat(total.getDurationNanos()).isEqualTo(3_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_running_total_never_drifts_from_the_exact_sum(long seed) {
        var random = new Random(seed);
        var usages = new ArrayList<UsageRecord>();
        var exact = BigDecimal.ZERO;
        for (int i = 0; i < 20_000; i++) {
            UsageRecord usage = UsageSamples.usage(i)
                    .setShareNanos(random.nextLong(2_000_000_000L))
                    .setCpuNanos(random.nextLong(2_000_000_000L))
                    .setMemoryMib(64 + random.nextInt(4_000))
                    .build();
            usages.add(usage);
            exact = exact.add(Rating.exactPicos(Quantities.of(usage), BOOK));
        }
        Collections.shuffle(usages, random);

        Statement total = Statements.empty(usages.getFirst(), Instant.EPOCH, BOOK);
        for (UsageRecord usage : usages) {
            total = Statements.plus(total, usage, BOOK);
        }

        assertThat(total.getCostNanos())
                .isEqualTo(exact.movePointLeft(3)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact());
    }

    @Test
    void a_quantity_that_outgrows_a_long_is_an_error_and_never_wraps() {
        assertThatThrownBy(() -> new Quantities(0, Long.MAX_VALUE, 0).plus(new Quantities(0, 1, 0)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_price_book_names_what_is_wrong() {
        var text = new Properties();
        text.put("name", "test");
        text.put("currency", "usd");
        text.put("picos-per-gib-second", "0.5");

        assertThatThrownBy(() -> PriceBook.from(text))
                .hasMessage("picos-per-gib-second must be a whole number of 1e-12 of the currency, was 0.5");
        text.put("picos-per-gib-second", "5");
        assertThatThrownBy(() -> PriceBook.from(text)).hasMessageStartingWith("a price book needs 'picos-per-cpu-");
        text.put("picos-per-cpu-second", "5");
        text.put("picos-per-million-events", "5");
        assertThatThrownBy(() -> PriceBook.from(text))
                .hasMessage("currency must be three capital letters (ISO 4217), was usd");
    }
}
