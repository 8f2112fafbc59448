package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static dev.lavant.host.RunningHost.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(TestFunctions.SHARED)
class FunctionHostIT {
    private static LocalPlatform platform;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        RunningHost.preparePlatform(platform);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void an_event_becomes_an_output_and_a_usage_record() {
        try (var host = RunningHost.of(platform, "shout")) {
            host.send("k", "hello");

            var output = host.outputs(1).getFirst();
            UsageRecord usage = host.usage(1).getFirst();
            assertThat(text(output)).isEqualTo("HELLO");
            assertThat(output.key()).isEqualTo("k".getBytes(StandardCharsets.UTF_8));
            assertThat(header(output, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(output, "ce_id")).endsWith("-0");
            assertThat(usage.getTenant()).isEqualTo("acme");
            assertThat(usage.getOutcome()).isEqualTo(UsageOutcome.OK);
            assertThat(usage.getAttempts()).isEqualTo(1);
            assertThat(usage.getColdStart()).isTrue();
            assertThat(usage.getRecordsOut()).isEqualTo(1);
            assertThat(usage.getBytesIn()).isEqualTo(6);
            assertThat(usage.getBytesOut()).isEqualTo(5);
            assertThat(usage.getDurationNanos()).isPositive();
            assertThat(usage.getShareNanos()).isPositive();
            assertThat(usage.getAllocatedBytes()).isPositive();
        }
    }

    @Test
    void the_whole_event_reaches_a_handler_and_a_list_leaves_it() {
        try (var host = RunningHost.of(platform, "split")) {
            var record = new ProducerRecord<byte[], byte[]>(host.input(), "a".getBytes(StandardCharsets.UTF_8));
            record.headers().add("ce_type", "letter".getBytes(StandardCharsets.UTF_8));
            platform.produce(record);

            assertThat(host.outputTexts(2)).containsExactlyInAnyOrder("a/0/1", "letter");
        }
    }

    @Test
    void json_is_read_into_a_record_and_written_from_one() {
        try (var host = RunningHost.of(platform, "twice")) {
            host.send("k", "{\"id\":\"o-1\",\"quantity\":21}");

            assertThat(host.outputTexts(1)).containsExactly("{\"id\":\"o-1\",\"quantity\":42}");
        }
    }

    @Test
    void what_cannot_be_decoded_is_kept_raw_and_costs_nothing() {
        try (var host = RunningHost.of(platform, "currency")) {
            host.send("k", "not avro");

            var letter = host.deadLetters(1).getFirst();
            assertThat(text(letter)).isEqualTo("not avro");
            assertThat(header(letter, "lavant.dlq.code")).isEqualTo("DESERIALIZE");
            assertThat(header(letter, "lavant.dlq.message")).startsWith("not in the Confluent wire format: 8 bytes");
            assertThat(header(letter, "lavant.dlq.offset")).isEqualTo("0");
            UsageRecord usage = host.usage(1).getFirst();
            assertThat(usage.getOutcome()).isEqualTo(UsageOutcome.DEAD_LETTERED);
            assertThat(usage.getAttempts()).isZero();
            assertThat(usage.getDurationNanos()).isZero();
        }
    }

    @Test
    void a_failing_event_is_tried_three_times_and_the_function_goes_on() {
        try (var host = RunningHost.of(platform, "fussy")) {
            List.of("fail", "flaky", "reject", "fine").forEach(text -> host.send("same", text));

            assertThat(host.outputTexts(2)).containsExactly("flaky", "fine");
            var letters = host.deadLetters(2);
            assertThat(letters).extracting(RunningHost::text).containsExactly("fail", "reject");
            assertThat(letters)
                    .extracting(letter -> header(letter, "lavant.dlq.code") + " after "
                            + header(letter, "lavant.dlq.attempts") + ": " + header(letter, "lavant.dlq.message"))
                    .containsExactly("MAX_ATTEMPTS after 3: broken by fail", "REJECTED after 1: not for me: reject");
            assertThat(host.usage(4)).extracting(UsageRecord::getAttempts).containsExactly(3, 3, 1, 1);
        }
    }

    @Test
    void an_attempt_past_its_deadline_is_interrupted_and_counts() {
        try (var host = RunningHost.of(platform, "sleepy")) {
            host.send("k", "late");
            host.send("k", "in time");

            var letter = host.deadLetters(1).getFirst();
            assertThat(header(letter, "lavant.dlq.code")).isEqualTo("TIMEOUT");
            assertThat(header(letter, "lavant.dlq.attempts")).isEqualTo("3");
            assertThat(host.usage(2)).hasSize(2);
        }
    }

    @Test
    void events_of_a_key_keep_their_order_through_a_restart() {
        try (var host = RunningHost.of(platform, "shout")) {
            List<String> expected = new ArrayList<>();
            IntStream.range(0, 300).forEach(i -> {
                host.send("key-" + i % 7, "v" + i);
                expected.add("V" + i);
                if (i == 150) {
                    host.restart();
                }
            });

            List<String> outputs = host.outputTexts(300);
            assertThat(outputs).containsExactlyInAnyOrderElementsOf(expected);
            for (int key = 0; key < 7; key++) {
                int k = key;
                assertThat(outputs.stream().filter(text -> Integer.parseInt(text.substring(1)) % 7 == k))
                        .isSortedAccordingTo((a, b) ->
                                Integer.compare(Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1))));
            }
            assertThat(host.usage(300)).hasSize(300);
        }
    }

    @Test
    void a_drain_waits_for_what_runs_and_commits_it() {
        TestFunctions.gate = new CountDownLatch(1);
        try (var host = RunningHost.of(platform, "remember")) {
            host.send("k", "slow");
            await().until(() -> !platform.readCommitted(host.input(), 1, RunningHost.PATIENCE)
                    .isEmpty());
            TestFunctions.gate.countDown();
            await().until(() -> TestFunctions.SEEN.contains("slow"));

            assertThat(host.stop()).isEqualTo(Engine.Exit.DRAINED);
            assertThat(host.usage(1)).hasSize(1);
            host.restart();
            host.send("k", "after");
            await().until(() -> TestFunctions.SEEN.contains("after"));
            assertThat(TestFunctions.SEEN).containsOnlyOnce("slow");
        }
    }

    @Test
    void a_handler_that_ignores_its_interruption_ends_the_host_and_the_rest_is_committed() {
        TestFunctions.gate = new CountDownLatch(1);
        try (var host = RunningHost.of(platform, "stubborn")) {
            host.send("a", "never ends");
            host.send("b", "ends");

            assertThat(host.exit()).isEqualTo(Engine.Exit.STUCK);
            var letter = host.deadLetters(1).getFirst();
            assertThat(text(letter)).isEqualTo("never ends");
            assertThat(header(letter, "lavant.dlq.code")).isEqualTo("TIMEOUT");
            assertThat(host.usage(2))
                    .extracting(UsageRecord::getOutcome)
                    .containsExactlyInAnyOrder(UsageOutcome.DEAD_LETTERED, UsageOutcome.OK);
        } finally {
            TestFunctions.gate.countDown();
        }
    }
}
