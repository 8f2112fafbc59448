package dev.lavant.testkit;

import static dev.lavant.testkit.FunctionAssertions.assertThatFunction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.function.Event;
import dev.lavant.host.FunctionAttempt;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.testkit.Shop.Order;
import dev.lavant.testkit.Shop.Priced;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the driver does, in memory and over a broker alike: its subclasses say which.
abstract class ShopSpec {
    /// Prices of this test; each failure uses one up.
    static final AtomicInteger FAILURES = new AtomicInteger();

    @Inject
    FunctionDriver driver;

    /// Seven cents each, unless it fails or there is none; the subclasses put it in the place of the real one.
    static PriceBook sale() {
        return new PriceBook() {
            @Override
            public long cents(String id) {
                if (id.startsWith("none")) {
                    throw new Shop.OutOfStock("no " + id);
                }
                if (FAILURES.get() > 0 && FAILURES.getAndDecrement() > 0) {
                    throw new IllegalStateException("price book is away");
                }
                return 7;
            }
        };
    }

    @Test
    void an_event_passes_its_filter_and_what_one_function_writes_the_next_one_reads() {
        driver.send("orders", "ada", new Order("o-1", 6), event -> event.subject("eu-1"));
        driver.send("orders", "bob", new Order("o-2", 6), event -> event.subject("us-1"));

        assertThat(driver.read("priced", Priced.class)).extracting(Event::data).containsExactly(new Priced("o-1", 42));
        assertThat(driver.read("shipped", String.class)).singleElement().satisfies(shipped -> {
            assertThat(shipped.data()).isEqualTo("o-1 for ada");
            assertThat(shipped.key()).contains("o-1");
            assertThat(shipped.source()).contains("/default/ship");
        });
        assertThatFunction(driver, "price").attempted(1).used(1).hasNoDeadLetters();
    }

    @Test
    void a_failed_event_is_tried_again_as_time_passes_and_billed_once() {
        FAILURES.set(2);

        driver.send("orders", "ada", new Order("o-1", 1), event -> event.subject("eu-1"));
        assertThatFunction(driver, "price").attempted(1).used(0);
        driver.advance(Duration.ofSeconds(1));
        assertThatFunction(driver, "price").attempted(2);
        driver.advance(Duration.ofMinutes(1));

        assertThat(driver.attempts("price")).extracting(FunctionAttempt::number).containsExactly(1, 2, 3);
        assertThat(driver.read("priced", Priced.class)).hasSize(1);
        assertThat(driver.usage("price")).singleElement().satisfies(usage -> {
            assertThat(usage.getAttempts()).isEqualTo(3);
            assertThat(usage.getOutcome()).isEqualTo(UsageOutcome.OK);
        });
    }

    @Test
    void it_gives_up_after_five_attempts_and_an_hour_of_waiting_takes_no_time() {
        FAILURES.set(1_000);
        Instant before = driver.now();

        driver.send("orders", "ada", new Order("o-1", 1), event -> event.subject("eu-1"));
        driver.advance(Duration.ofHours(1));

        assertThatFunction(driver, "price").attempted(5).hasOneDeadLetter("MAX_ATTEMPTS");
        assertThat(driver.deadLetters("price").getFirst()).satisfies(letter -> {
            assertThat(letter.message()).isEqualTo("price book is away");
            assertThat(letter.attempts()).isEqualTo(5);
            assertThat(letter.event().key()).contains("ada");
        });
        assertThat(Duration.between(before, driver.now())).isEqualTo(Duration.ofHours(1));
        FAILURES.set(0);
    }

    @Test
    void what_is_never_retried_and_what_is_rejected_dies_at_once() {
        driver.send("orders", "ada", new Order("none", 1), event -> event.subject("eu-1"));
        driver.send("letters", "junk");

        assertThatFunction(driver, "price").attempted(1).hasOneDeadLetter("NOT_RETRYABLE");
        assertThatFunction(driver, "answer").attempted(1).hasOneDeadLetter("REJECTED");
    }

    @Test
    void who_asks_for_later_gets_it_then_and_not_before_while_other_keys_go_on() {
        driver.send("letters", "a", "busy");
        driver.send("letters", "b", "hello");
        driver.advance(Duration.ofMinutes(59));
        assertThat(texts("answers")).containsExactly("hello received");

        driver.advance(Duration.ofMinutes(1));

        assertThat(texts("answers")).containsExactlyInAnyOrder("hello received", "attempt 2");
    }

    @Test
    void a_batch_waits_until_it_is_full_or_its_time_has_come() {
        driver.send("ticks", "k", "1");
        driver.send("ticks", "k", "2");
        assertThat(texts("sums")).isEmpty();
        driver.send("ticks", "k", "3");
        assertThat(texts("sums")).containsExactly("1+2+3");

        driver.send("ticks", "k", "4");
        driver.advance(Duration.ofSeconds(10));

        assertThat(texts("sums")).containsExactly("1+2+3", "4");
        assertThat(driver.usage("sum")).hasSize(4);
    }

    @Test
    void avro_is_read_and_what_cannot_be_read_is_a_dead_letter_that_costs_nothing() {
        driver.send("bills", "k", statement());
        driver.send("bills", "k", "not avro");

        assertThat(texts("currencies")).containsExactly("USD");
        assertThatFunction(driver, "currency").hasOneDeadLetter("DESERIALIZE");
        assertThat(driver.usage("currency"))
                .extracting(UsageRecord::getAttempts)
                .containsExactly(1, 0);
    }

    @Test
    void an_event_comes_out_of_a_file() {
        driver.sendFile("orders", "order.json");

        assertThat(driver.read("priced", Priced.class)).extracting(Event::data).containsExactly(new Priced("o-7", 14));
        assertThat(texts("shipped")).containsExactly("o-7 for carl");
    }

    @Test
    void a_handler_past_its_deadline_is_interrupted_and_dies() {
        driver.expectOverdue();

        driver.send("slow", "text");

        assertThatFunction(driver, "dawdle").attempted(1).hasOneDeadLetter("TIMEOUT");
    }

    @Test
    void a_name_that_is_wrong_is_said_with_those_that_are_right() {
        assertThatThrownBy(() -> driver.usage("prize"))
                .hasMessage("there is no function 'prize' on the class path, there are [answer, currency, dawdle,"
                        + " price, ship, sum]");
        assertThatThrownBy(() -> driver.sendFile("orders", "nothing.json"))
                .hasMessageContaining("there is no event nothing.json in ")
                .hasMessageContaining("src/test/events");
    }

    private List<String> texts(String topic) {
        return driver.read(topic, String.class).stream().map(Event::data).toList();
    }

    private static Statement statement() {
        return Statement.newBuilder()
                .setTenant("default")
                .setFunction("f")
                .setHourStart(Instant.EPOCH)
                .setEvents(1)
                .setBillableEvents(1)
                .setSucceeded(1)
                .setDeadLettered(1)
                .setAttempts(1)
                .setDurationNanos(1)
                .setCpuNanos(1)
                .setShareNanos(1)
                .setMibMicros(1)
                .setCpuMicros(1)
                .setBytesIn(1)
                .setBytesOut(1)
                .setMeterRule("test")
                .setPriceBook("test")
                .setCurrency("USD")
                .setCostNanos(1)
                .build();
    }
}
