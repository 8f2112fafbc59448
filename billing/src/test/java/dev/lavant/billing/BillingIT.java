package dev.lavant.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.UsageSamples;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BillingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LocalPlatform platform;
    private Billing billing;

    @BeforeEach
    void start() {
        platform = LocalPlatform.start();
        platform.createTopic(Topics.USAGE, 2, Map.of("message.timestamp.type", "LogAppendTime"));
        List.of(Topics.SUMMARIES, Topics.STATEMENTS, Topics.PRICES, Topics.BUDGETS, Topics.SPENDING)
                .forEach(topic -> platform.createTopic(topic, 1, Map.of("cleanup.policy", "compact")));
        platform.createTopic(Topics.ALERTS, 1);
        startOn("first");
    }

    @AfterEach
    void stop() {
        billing.close();
        platform.close();
    }

    @Test
    void usage_becomes_a_statement_and_a_second_report_changes_nothing() {
        report(usage(0), usage(1), usage(2), usage(1), usage(0));
        report(UsageSamples.usage(3).setOutcome(UsageOutcome.DEAD_LETTERED).build());
        Instant wrong = Instant.now().minus(Duration.ofHours(1)); // by the clock of the host
        reportAt(
                wrong,
                UsageSamples.usage(0)
                        .setTenant("other")
                        .setFunction("receipt")
                        .setStartedAt(wrong)
                        .build());

        await().atMost(PATIENCE).untilAsserted(() -> {
            Statement acme = statement("acme");
            assertThat(acme.getEvents()).isEqualTo(4);
            assertThat(acme.getSucceeded()).isEqualTo(3);
            assertThat(acme.getDeadLettered()).isEqualTo(1);
            assertThat(acme.getMibMicros()).isEqualTo(4 * 128 * 2_000);
            assertThat(acme.getCpuMicros()).isEqualTo(4 * 1_000);
            assertThat(statement("other").getEvents()).isEqualTo(1);
        });
        assertThat(hours("other"))
                .as("the hour is that of the broker's clock")
                .containsExactlyElementsOf(hours("acme"));
    }

    @Test
    void two_runs_of_one_delivery_from_a_share_group_are_billed_once() {
        var first = UsageSamples.usage(7).setGroupKind(GroupKind.SHARE).build();
        var afterCrash = UsageSamples.usage(7)
                .setGroupKind(GroupKind.SHARE)
                .setHostId("thumbnail-1")
                .setAttempts(2)
                .setShareNanos(9_000_000)
                .build();
        report(
                first,
                afterCrash,
                UsageSamples.usage(3).setGroupKind(GroupKind.SHARE).build());

        await().atMost(PATIENCE).untilAsserted(() -> {
            Statement acme = statement("acme");
            assertThat(acme.getEvents()).isEqualTo(2);
            assertThat(acme.getMibMicros()).isEqualTo(2 * 128 * 2_000);
        });
    }

    @Test
    void a_record_that_cannot_be_read_stops_nothing() {
        platform.produce(new ProducerRecord<>(
                Topics.USAGE, 0, key(usage(0)), "no usage record".getBytes(StandardCharsets.UTF_8)));
        report(usage(0));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statement("acme").getEvents()).isEqualTo(1));
    }

    @Test
    void a_restart_without_its_state_folder_counts_nothing_twice() {
        LongStream.range(0, 50).forEach(offset -> report(usage(offset)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statement("acme").getEvents()).isEqualTo(50));

        billing.close();
        startOn("second");
        report(usage(49), usage(50));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statement("acme").getEvents()).isEqualTo(51));
    }

    @Test
    void without_what_it_has_counted_it_does_not_start_and_counted_anew_all_is_as_it_was() throws Exception {
        LongStream.range(0, 50).forEach(offset -> report(usage(offset)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statement("acme").getEvents()).isEqualTo(50));
        Statement before = statement("acme");
        billing.close();
        platform.admin()
                .deleteTopics(List.of("lavant.billing-counted-deliveries-changelog"))
                .all()
                .get();

        assertThatThrownBy(() -> startOn("second"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no topic lavant.billing-counted-deliveries-changelog")
                .hasMessageContaining("kafka-consumer-groups.sh --delete --group lavant.billing");

        forgetAll();
        startOn("third");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(statement("acme"))).isEqualTo(told(before)));
        report(usage(49), usage(50));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statement("acme").getEvents()).isEqualTo(51));
    }

    /// What the message says.
    private void forgetAll() throws Exception {
        var admin = platform.admin();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() ->
                        admin.deleteConsumerGroups(List.of(Billing.GROUP)).all().get());
        Set<String> topics = admin.listTopics().names().get();
        List<String> made = List.of(Topics.SUMMARIES, Topics.STATEMENTS, Topics.SPENDING);
        List<String> forgotten = topics.stream()
                .filter(topic -> topic.startsWith("lavant.billing-") || made.contains(topic))
                .toList();
        admin.deleteTopics(forgotten).all().get();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(forgotten));
        made.forEach(topic -> platform.createTopic(topic, 1, Map.of("cleanup.policy", "compact")));
    }

    /// All that a statement says but when and how often it was said.
    private static Statement told(Statement statement) {
        return Statement.newBuilder(statement)
                .setAsOf(Instant.EPOCH)
                .setRevisionNo(0)
                .build();
    }

    private void startOn(String stateFolder) {
        billing = Billing.start(
                new BillingConfig(platform.connection(), platform.folder().resolve(stateFolder), PriceBook.standard()));
    }

    private static UsageRecord usage(long offset) {
        return UsageSamples.usage(offset).build();
    }

    private void report(UsageRecord... records) {
        platform.produce(List.of(records).stream()
                .map(usage -> new ProducerRecord<>(
                        Topics.USAGE, key(usage), platform.wire().encode(Topics.USAGE, usage)))
                .toList());
    }

    private void reportAt(Instant time, UsageRecord usage) {
        platform.produce(new ProducerRecord<>(
                Topics.USAGE,
                null,
                time.toEpochMilli(),
                key(usage),
                platform.wire().encode(Topics.USAGE, usage)));
    }

    private static byte[] key(UsageRecord usage) {
        return (usage.getFunction() + "|" + usage.getSourceTopicId() + "|" + usage.getSourcePartition())
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<Instant> hours(String tenant) {
        return statements().stream()
                .filter(statement -> statement.getTenant().equals(tenant))
                .map(Statement::getHourStart)
                .toList();
    }

    private Statement statement(String tenant) {
        return statements().stream()
                .filter(statement -> statement.getTenant().equals(tenant))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no statement of " + tenant + " yet"));
    }

    private List<Statement> statements() {
        var newest = new TreeMap<String, Statement>();
        platform.readCommitted(Topics.STATEMENTS, Integer.MAX_VALUE, Duration.ofSeconds(1))
                .forEach(record -> newest.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        platform.wire().decode(record.value(), Statement.class)));
        return List.copyOf(newest.values());
    }
}
