package dev.lavant.billing;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.List;
import java.util.Map;
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
        report(UsageSamples.usage(0).setTenant("other").setFunction("receipt").build());

        await().atMost(PATIENCE).untilAsserted(() -> {
            Statement acme = statement("acme");
            assertThat(acme.getEvents()).isEqualTo(4);
            assertThat(acme.getSucceeded()).isEqualTo(3);
            assertThat(acme.getDeadLettered()).isEqualTo(1);
            assertThat(acme.getMibMicros()).isEqualTo(4 * 128 * 2_000);
            assertThat(acme.getCpuMicros()).isEqualTo(4 * 1_000);
            assertThat(statement("other").getEvents()).isEqualTo(1);
        });
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

    private static byte[] key(UsageRecord usage) {
        return (usage.getFunction() + "|" + usage.getSourceTopicId() + "|" + usage.getSourcePartition())
                .getBytes(StandardCharsets.UTF_8);
    }

    private Statement statement(String tenant) {
        var newest = new TreeMap<String, Statement>();
        platform.readCommitted(Topics.STATEMENTS, Integer.MAX_VALUE, Duration.ofSeconds(1))
                .forEach(record -> newest.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        platform.wire().decode(record.value(), Statement.class)));
        return newest.values().stream()
                .filter(statement -> statement.getTenant().equals(tenant))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no statement of " + tenant + " yet"));
    }
}
