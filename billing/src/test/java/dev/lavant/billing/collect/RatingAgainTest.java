package dev.lavant.billing.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.billing.audit.StatementsAudit;
import dev.lavant.billing.rate.Counted;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.PriceBooks;
import dev.lavant.billing.rate.Sku;
import dev.lavant.billing.rate.UsageSamples;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingAgainTest {
    private static final Instant HOUR = Instant.parse("2026-11-30T23:00:00Z");
    private static final String STATEMENT = "acme|thumbnail|2026-11-30T23:00:00Z";
    private static final long TWICE = 400_000_000_000L;

    @TempDir
    Path state;

    private final AvroWire wire = new AvroWire(new MemorySchemas());
    private final Map<String, Statement> bill = new LinkedHashMap<>();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> usage;
    private TestInputTopic<String, byte[]> prices;
    private TestOutputTopic<String, byte[]> statements;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "billing-test");
        driver = new TopologyTestDriver(BillingTopology.of(wire, PriceBook.standard(), 1), settings, HOUR);
        usage = driver.createInputTopic(Topics.USAGE, new ByteArraySerializer(), new ByteArraySerializer());
        prices = driver.createInputTopic(Topics.PRICES, new StringSerializer(), new ByteArraySerializer());
        statements = driver.createOutputTopic(Topics.STATEMENTS, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void other_prices_for_closed_hours_are_told_as_differences_and_nothing_final_changes() {
        closeWithTwoEvents();
        Statement before = bill().get(STATEMENT);
        publish("double", HOUR, TWICE);
        goOn(10);

        assertThat(bill()).hasSize(3).containsEntry(STATEMENT, before);
        Statement taken = bill().get(STATEMENT + "|1");
        Statement given = bill().get(STATEMENT + "|2");
        assertThat(List.of(taken, given))
                .extracting(one -> one.getPriceBook() + " " + one.getState() + " " + one.getBillingPeriod() + " "
                        + one.getEvents() + " " + quantity(one, "invocations") + " " + quantity(one, "keep-alive"))
                .containsExactly(
                        "lavant-2026-11 CORRECTION 2026-12 -2 -2 -256000", "double CORRECTION 2026-12 2 2 256000");
        assertThat(before.getCostNanos()).isEqualTo(448); // two events, 2 ms of CPU, 0.5 MiB-seconds
        assertThat(taken.getCostNanos()).isEqualTo(-448);
        assertThat(given.getCostNanos()).isEqualTo(800);
        assertThat(StatementsAudit.chains(bill().values())).isEmpty();
    }

    @Test
    void an_hour_is_rated_again_with_what_came_late_and_only_when_another_book_holds_for_it() {
        closeWithTwoEvents();
        publish("double", HOUR, TWICE);
        goOn(10);
        report(HOUR.plusSeconds(1), UsageSamples.usage(2));
        goOn(10);
        assertThat(bill().get(STATEMENT + "|3").getPriceBook()).isEqualTo("double");

        publish("older", HOUR.minus(Duration.ofDays(30)), 1);
        goOn(10);
        assertThat(bill()).hasSize(4);

        publish("the-third", HOUR, 1_000_000);
        goOn(10);
        assertThat(bill()).hasSize(6);
        assertThat(bill().get(STATEMENT + "|4").getEvents()).isEqualTo(-3);
        assertThat(bill().get(STATEMENT + "|5").getEvents()).isEqualTo(3);
        assertThat(bill().values().stream()
                        .mapToLong(one -> quantity(one, "invocations"))
                        .sum())
                .isEqualTo(3);
        assertThat(StatementsAudit.chains(bill().values())).isEmpty();
    }

    @Test
    void many_closed_hours_are_rated_again_bit_by_bit_and_each_once() {
        for (int hour = 0; hour < 700; hour++) {
            report(HOUR.plus(Duration.ofHours(hour)), UsageSamples.usage(hour));
            driver.advanceWallClockTime(Duration.ofMillis(500));
        }
        publish("double", HOUR.plus(Duration.ofHours(100)), TWICE);
        for (int i = 0; i <= 3; i++) {
            report(HOUR.plus(Duration.ofHours(703)).plusSeconds(10L * i), UsageSamples.usage(700 + i));
            driver.advanceWallClockTime(Duration.ofMillis(500));
        }

        List<Statement> closed = bill().values().stream()
                .filter(one -> one.getState() != SummaryState.OPEN)
                .toList();
        assertThat(closed.stream().mapToLong(Statement::getEvents).sum()).isEqualTo(700);
        assertThat(closed.stream()
                        .filter(one -> one.getPriceBook().equals("double"))
                        .map(Statement::getHourStart)
                        .distinct())
                .hasSize(600);
        assertThat(StatementsAudit.chains(closed)).isEmpty();
    }

    @Test
    void a_book_that_cannot_be_is_left_out() {
        publish("lavant-2026-11", HOUR, 1);
        prices.pipeInput("broken", new byte[] {1});
        prices.pipeInput("removed", null);
        closeWithTwoEvents();

        assertThat(bill().get(STATEMENT).getCostNanos()).isEqualTo(448);
    }

    /// November is over, and its last hour closed.
    private void closeWithTwoEvents() {
        report(HOUR, UsageSamples.usage(0), UsageSamples.usage(1), UsageSamples.host("h", 0));
        for (int i = 0; i < 480; i++) {
            goOn(10);
        }
    }

    private void goOn(int seconds) {
        driver.advanceWallClockTime(Duration.ofSeconds(seconds));
    }

    private void report(Instant appendedAt, UsageRecord.Builder... records) {
        for (UsageRecord.Builder builder : records) {
            UsageRecord record = builder.build();
            byte[] key = Counted.source(record).getBytes(StandardCharsets.UTF_8);
            usage.pipeInput(key, wire.encode(Topics.USAGE, record), appendedAt);
        }
    }

    /// The longer its name, the later.
    private void publish(String name, Instant from, long perMillionEvents) {
        var book = new PriceBook(name, "USD", from, Map.of(Sku.INVOCATIONS, perMillionEvents));
        var version = PriceBooks.version(book, HOUR.plusSeconds(name.length()));
        prices.pipeInput(name, wire.encode(Topics.PRICES, version));
    }

    private Map<String, Statement> bill() {
        statements
                .readKeyValuesToList()
                .forEach(record -> bill.put(record.key, wire.decode(record.value, Statement.class)));
        return bill;
    }

    private static long quantity(Statement statement, String sku) {
        return statement.getLines().stream()
                .filter(line -> line.getSku().equals(sku))
                .findFirst()
                .orElseThrow()
                .getQuantity();
    }
}
