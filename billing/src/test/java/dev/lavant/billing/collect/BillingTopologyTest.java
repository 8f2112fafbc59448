package dev.lavant.billing.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.billing.rate.Chain;
import dev.lavant.billing.rate.Counted;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.UsageSamples;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.SourceRange;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
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
import java.util.stream.Collectors;
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

class BillingTopologyTest {
    private static final Instant HOUR = Instant.parse("2026-11-30T23:00:00Z");
    private static final String MINUTES = "acme|thumbnail|1|INVOCATION|2026-11-30T23:00:00Z|60000";
    private static final String HOURS = "acme|thumbnail|1|INVOCATION|2026-11-30T23:00:00Z|3600000";
    private static final String STATEMENT = "acme|thumbnail|2026-11-30T23:00:00Z";

    @TempDir
    Path state;

    private final AvroWire wire = new AvroWire(new MemorySchemas());
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> usage;
    private TestOutputTopic<String, byte[]> summaries;
    private TestOutputTopic<String, byte[]> statements;
    private TestInputTopic<String, byte[]> budgets;
    private TestOutputTopic<String, byte[]> spending;
    private TestOutputTopic<String, byte[]> alerts;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "billing-test");
        driver = new TopologyTestDriver(BillingTopology.of(wire, PriceBook.standard(), 1), settings, HOUR);
        usage = driver.createInputTopic(Topics.USAGE, new ByteArraySerializer(), new ByteArraySerializer());
        summaries = driver.createOutputTopic(Topics.SUMMARIES, new StringDeserializer(), new ByteArrayDeserializer());
        statements = driver.createOutputTopic(Topics.STATEMENTS, new StringDeserializer(), new ByteArrayDeserializer());
        budgets = driver.createInputTopic(Topics.BUDGETS, new StringSerializer(), new ByteArraySerializer());
        spending = driver.createOutputTopic(Topics.SPENDING, new StringDeserializer(), new ByteArrayDeserializer());
        alerts = driver.createOutputTopic(Topics.ALERTS, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void what_comes_within_half_a_second_is_one_revision_of_the_minute_and_of_the_hour() {
        report(HOUR, UsageSamples.usage(0), UsageSamples.usage(1));
        goOn(Duration.ofMillis(500));
        report(HOUR.plusSeconds(2), UsageSamples.usage(2));
        goOn(Duration.ofMillis(500));

        List<UsageSummary> all = summaries.readValuesToList().stream()
                .map(value -> wire.decode(value, UsageSummary.class))
                .toList();
        assertThat(all)
                .extracting(sum -> sum.getWindowMillis() + " " + sum.getRevisionNo() + " " + sum.getEvents())
                .containsExactly("60000 0 2", "3600000 0 2", "60000 1 3", "3600000 1 3");
        assertThat(newestStatement().getEvents()).isEqualTo(3);
    }

    @Test
    void a_second_report_changes_nothing_but_is_told() {
        report(HOUR, UsageSamples.usage(0), UsageSamples.usage(0).setShareNanos(9), UsageSamples.host("h1", 0));
        report(HOUR, UsageSamples.host("h1", 0));
        goOn(Duration.ofMillis(500));

        UsageSummary sum = newestSummaries().get(MINUTES);
        assertThat(sum.getEvents()).isEqualTo(1);
        assertThat(sum.getMibMicros()).isEqualTo(128 * 2_000);
        assertThat(sum.getDuplicatesDropped()).isEqualTo(1);
        assertThat(sum.getSources()).extracting(SourceRange::getCount).containsExactly(1L);
        assertThat(newestStatement().getDuplicatesDropped()).isEqualTo(2);
        assertThat(quantity(newestStatement(), "keep-alive")).isEqualTo(128 * 2_000);
    }

    @Test
    void a_record_that_cannot_be_true_stops_nothing_and_is_billed_to_nobody() {
        report(HOUR, UsageSamples.usage(0), UsageSamples.usage(1).setShareNanos(Long.MAX_VALUE));
        report(
                HOUR,
                UsageSamples.usage(2).setMemoryMib(Integer.MAX_VALUE),
                UsageSamples.usage(3).setBytesIn(-1));
        report(HOUR, UsageSamples.usage(4));
        goOn(Duration.ofMillis(500));

        assertThat(newestStatement().getEvents()).isEqualTo(2);
    }

    @Test
    void a_hosts_clock_that_is_an_hour_off_changes_nothing_on_the_bill() {
        Statement right = billedWhenStarted(HOUR);
        stop();
        start();
        Statement early = billedWhenStarted(HOUR.minus(Duration.ofHours(1)));
        stop();
        start();
        Statement late = billedWhenStarted(HOUR.plus(Duration.ofHours(1)));

        assertThat(early).isEqualTo(right);
        assertThat(late).isEqualTo(right);
    }

    /// All of a statement but the marks of the records in it.
    private Statement billedWhenStarted(Instant hostsTime) {
        report(HOUR, UsageSamples.usage(0).setStartedAt(hostsTime));
        report(HOUR, UsageSamples.host("h1", 0).setStartedAt(hostsTime));
        goOn(Duration.ofMillis(500));
        Statement said = wire.decode(statements.readValuesToList().getLast(), Statement.class);
        assertThat(said.getSources()).isNotEmpty();
        return Statement.newBuilder(said).setSources(List.of()).build();
    }

    @Test
    void a_window_is_final_ten_minutes_after_its_end() {
        report(HOUR, UsageSamples.usage(0));
        report(HOUR.plus(Duration.ofMinutes(10).plusSeconds(59)), UsageSamples.usage(1));
        goOn(Duration.ofMillis(500));
        assertThat(newestSummaries().get(MINUTES).getState()).isEqualTo(SummaryState.OPEN);

        report(HOUR.plus(Duration.ofMinutes(11).plusSeconds(10)), UsageSamples.usage(2));
        goOn(Duration.ofMillis(500));
        Map<String, UsageSummary> now = newestSummaries();
        assertThat(now.get(MINUTES).getState()).isEqualTo(SummaryState.FINAL);
        assertThat(now.get(MINUTES).getEvents()).isEqualTo(1);
        assertThat(now.get(HOURS).getState()).isEqualTo(SummaryState.OPEN);
        assertThat(now.get(HOURS).getEvents()).isEqualTo(3);
    }

    @Test
    void a_quiet_platform_closes_its_hours_too() {
        report(HOUR, UsageSamples.usage(0));
        goOn(Duration.ofMinutes(70));
        assertThat(newestStatement().getState()).isEqualTo(SummaryState.OPEN);

        goOn(Duration.ofSeconds(30));
        assertThat(newestStatement().getState()).isEqualTo(SummaryState.FINAL);
        assertThat(newestStatement().getHash()).isEqualTo(Chain.hash(newestStatement()));
    }

    @Test
    void what_comes_for_a_closed_hour_is_a_correction_in_the_month_that_is_open() {
        report(HOUR, UsageSamples.usage(0));
        goOn(Duration.ofMinutes(71));
        report(HOUR.plusSeconds(1), UsageSamples.usage(1));
        goOn(Duration.ofMillis(500));

        Map<String, UsageSummary> sums = newestSummaries();
        assertThat(sums.get(MINUTES).getEvents()).isEqualTo(1);
        assertThat(sums.get(MINUTES + "|1").getState()).isEqualTo(SummaryState.CORRECTION);
        assertThat(sums.get(HOURS + "|2").getEvents()).isEqualTo(1);
        Map<String, Statement> bill = newestStatements();
        Statement corrected = bill.get(STATEMENT);
        Statement correction = bill.get(STATEMENT + "|1");
        assertThat(corrected.getBillingPeriod()).isEqualTo("2026-11");
        assertThat(corrected.getEvents()).isEqualTo(1);
        assertThat(correction.getState()).isEqualTo(SummaryState.CORRECTION);
        assertThat(correction.getBillingPeriod()).isEqualTo("2026-12");
        assertThat(correction.getPreviousHash()).isEqualTo(corrected.getHash());
        assertThat(correction.getEvents()).isEqualTo(1);
    }

    @Test
    void nothing_is_kept_of_what_is_closed() {
        for (int minute = 0; minute < 60; minute++) {
            report(HOUR.plusSeconds(60L * minute), UsageSamples.usage(minute), UsageSamples.usage(1_000 + minute));
            goOn(Duration.ofMillis(500));
        }
        goOn(Duration.ofMinutes(80));

        assertThat(kept(BillingTopology.PENDING)).isZero();
        assertThat(kept(BillingTopology.WINDOWS)).isZero();
        assertThat(kept(BillingTopology.HOURS)).isZero();
        assertThat(kept(BillingTopology.COUNTED)).isEqualTo(1);
        assertThat(kept(BillingTopology.LINKS)).isEqualTo(1);
    }

    @Test
    void what_is_spent_is_what_statements_cost_whatever_was_closed_or_corrected() {
        budget("acme", 1_000_000);
        budget("acme/thumbnail", 500);
        for (int minute = 0; minute < 100; minute++) {
            report(
                    HOUR.plusSeconds(60L * minute),
                    UsageSamples.usage(3 * minute).setShareNanos(minute * 777_777L));
            goOn(Duration.ofMillis(500));
        }
        goOn(Duration.ofMinutes(90));
        report(HOUR.plusSeconds(1), UsageSamples.usage(1)); // late: a correction, booked in December
        goOn(Duration.ofMinutes(15));

        long december = newestStatements().values().stream()
                .filter(statement -> statement.getBillingPeriod().equals("2026-12"))
                .mapToLong(Statement::getCostNanos)
                .sum();
        Map<String, Spending> told = newestSpending();
        assertThat(newestStatements()).hasSize(3);
        assertThat(told.get("acme").getPeriod()).isEqualTo("2026-12");
        assertThat(told.get("acme").getSpentNanos()).isEqualTo(december).isPositive();
        assertThat(told.get("acme/thumbnail").getSpentNanos()).isEqualTo(december);
        assertThat(alerts.readKeyValuesToList().stream()
                        .map(alert -> alert.key + " "
                                + wire.decode(alert.value, BudgetAlert.class).getPeriod() + " "
                                + wire.decode(alert.value, BudgetAlert.class).getPercent()))
                .contains("acme/thumbnail 2026-11 100", "acme/thumbnail 2026-12 100")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_budget_is_told_with_the_time_up_to_which_all_is_in_it_and_only_when_something_changed() {
        budget("acme", 1_000_000);
        report(HOUR, UsageSamples.usage(0));
        goOn(Duration.ofMillis(500));
        assertThat(newestSpending().get("acme").getSpentNanos()).isPositive();
        assertThat(newestSpending().get("as-of").getAsOf()).isEqualTo(HOUR);

        goOn(Duration.ofMinutes(5));
        List<String> keys = spending.readKeyValuesToList().stream()
                .map(record -> record.key)
                .toList();
        assertThat(keys).hasSizeGreaterThan(10).containsOnly("as-of");

        budgets.pipeInput("acme", null);
        goOn(Duration.ofSeconds(10));
        assertThat(newestSpending().get("acme").getLimitNanos()).isEqualTo(-1);
        goOn(Duration.ofMinutes(1));
        assertThat(spending.isEmpty()).as("without budgets nothing is told").isTrue();
    }

    @Test
    void a_budget_that_cannot_be_read_is_left_out() {
        budgets.pipeInput("acme", new byte[] {1, 2, 3});
        report(HOUR, UsageSamples.usage(0));
        goOn(Duration.ofSeconds(10));

        assertThat(spending.isEmpty()).isTrue();
        assertThat(newestStatement().getEvents()).isEqualTo(1);
    }

    private void budget(String key, long limit) {
        String[] parts = key.split("/");
        Budget budget = Budget.newBuilder()
                .setTenant(parts[0])
                .setFunction(parts.length > 1 ? parts[1] : "")
                .setLimitNanos(limit)
                .setChangedAt(HOUR)
                .build();
        budgets.pipeInput(key, wire.encode(Topics.BUDGETS, budget));
    }

    private Map<String, Spending> newestSpending() {
        spending.readKeyValuesToList()
                .forEach(record -> seenSpending.put(record.key, wire.decode(record.value, Spending.class)));
        return seenSpending;
    }

    private long kept(String store) {
        long entries = 0;
        try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    private void report(Instant appendedAt, UsageRecord.Builder... records) {
        for (UsageRecord.Builder builder : records) {
            UsageRecord record = builder.build();
            byte[] key = Counted.source(record).getBytes(StandardCharsets.UTF_8);
            usage.pipeInput(key, wire.encode(Topics.USAGE, record), appendedAt);
        }
    }

    /// In steps, as a clock does.
    private void goOn(Duration time) {
        long steps = Math.max(1, time.toSeconds() / 10);
        for (long step = 0; step < steps; step++) {
            driver.advanceWallClockTime(time.dividedBy(steps));
        }
    }

    private final Map<String, Spending> seenSpending = new LinkedHashMap<>();
    private final Map<String, UsageSummary> seenSummaries = new LinkedHashMap<>();
    private final Map<String, Statement> seenStatements = new LinkedHashMap<>();

    private Map<String, UsageSummary> newestSummaries() {
        summaries
                .readKeyValuesToList()
                .forEach(record -> seenSummaries.put(record.key, wire.decode(record.value, UsageSummary.class)));
        return seenSummaries;
    }

    private Map<String, Statement> newestStatements() {
        statements
                .readKeyValuesToList()
                .forEach(record -> seenStatements.put(record.key, wire.decode(record.value, Statement.class)));
        return seenStatements;
    }

    private Statement newestStatement() {
        Map<String, Statement> all = newestStatements();
        assertThat(all.keySet().stream().collect(Collectors.toSet())).hasSize(1);
        return all.values().iterator().next();
    }

    private static long quantity(Statement statement, String sku) {
        return statement.getLines().stream()
                .filter(line -> line.getSku().equals(sku))
                .findFirst()
                .orElseThrow()
                .getQuantity();
    }
}
