package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static dev.lavant.host.RunningHost.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a handler may take and give back beside the plain event, and in how many at once.
class BindingIT {
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
    void keys_and_headers_reach_their_parameters_and_one_that_is_missing_is_said() {
        try (var host = RunningHost.of(platform, "parts")) {
            host.send("k", "no size");
            var whole = new ProducerRecord<>(host.input(), bytes("k"), bytes("whole"));
            whole.headers().add("colour", bytes("red")).add("size", bytes("XL"));
            platform.produce(whole);

            assertThat(host.outputTexts(1)).containsExactly("k red XL whole");
            assertThat(header(host.deadLetters(1).getFirst(), "lavant.dlq.message"))
                    .isEqualTo("the event has no header size, and parameter size demands it: make it an Optional if it"
                            + " may be missing");
        }
    }

    @Test
    void an_output_may_name_its_topic_its_key_and_its_type_if_the_function_declares_the_topic() {
        String other = "elsewhere-too";
        platform.createTopic(other, 1);
        try (var host = RunningHost.of(
                platform, "elsewhere", function -> function.getOutputTopics().set(0, other))) {
            host.send("k", other);
            host.send("k", "undeclared");

            var output = platform.readCommitted(other, 1, RunningHost.PATIENCE).getFirst();
            assertThat(new String(output.key(), StandardCharsets.UTF_8)).isEqualTo("its own");
            assertThat(header(output, "ce_type")).isEqualTo("example.written");
            var letter = host.deadLetters(1).getFirst();
            assertThat(header(letter, "lavant.dlq.code")).isEqualTo("VALIDATE");
            assertThat(header(letter, "lavant.dlq.message"))
                    .contains("returned a value for topic 'undeclared', its outputs are [elsewhere-too]");
        }
    }

    @Test
    void an_exception_that_is_never_retried_is_a_dead_letter_after_one_attempt() {
        try (var host = RunningHost.of(
                platform,
                "invalid",
                function -> function.setNeverRetry(List.of(IllegalArgumentException.class.getName())))) {
            host.send("k", "x");

            var letter = host.deadLetters(1).getFirst();
            assertThat(header(letter, "lavant.dlq.code")).isEqualTo("NOT_RETRYABLE");
            assertThat(header(letter, "lavant.dlq.attempts")).isEqualTo("1");
        }
    }

    @Test
    void a_batch_is_one_call_and_one_usage_record_for_each_event() {
        try (var host = RunningHost.of(
                platform, "together", function -> function.setBatchMax(3).setBatchWaitMillis(60_000))) {
            IntStream.rangeClosed(1, 3).forEach(i -> host.send("one key", "e" + i));

            assertThat(host.outputTexts(1)).containsExactly("e1,e2,e3");
            List<UsageRecord> usage = host.usage(3);
            assertThat(usage).extracting(UsageRecord::getRecordsOut).containsExactly(1, 0, 0);
            assertThat(usage).extracting(UsageRecord::getOutcome).containsOnly(UsageOutcome.OK);
            assertThat(usage).allMatch(record -> record.getDurationNanos() > 0);
        }
    }

    @Test
    void a_batch_that_fails_is_tried_again_event_by_event_and_only_the_bad_one_dies() {
        try (var host = RunningHost.of(
                platform, "together", function -> function.setBatchMax(4).setBatchWaitMillis(60_000))) {
            List.of("a", "bad", "c", "d").forEach(text -> host.send("one key", text));

            assertThat(host.outputTexts(3)).containsExactly("a", "c", "d");
            assertThat(host.deadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(text(letter)).isEqualTo("bad");
                assertThat(header(letter, "lavant.dlq.attempts")).isEqualTo("3");
            });
            assertThat(host.usage(4)).extracting(UsageRecord::getAttempts).containsExactly(2, 3, 2, 2);
        }
    }

    @Test
    void the_order_of_a_partition_is_kept_whatever_the_keys_if_the_function_wants_that() {
        try (var host = RunningHost.of(platform, "fussy", function -> function.setOrdering(EventOrdering.PARTITION))) {
            host.sendTo(0, "a", "flaky");
            IntStream.range(0, 20).forEach(i -> host.sendTo(0, "key-" + i, "v" + i));

            assertThat(host.outputsInOrderOf("ce_time", 21).getFirst()).isEqualTo("flaky");
        }
    }

    @Test
    void nothing_waits_for_anything_if_the_function_keeps_no_order() {
        try (var host = RunningHost.of(
                platform,
                "fussy",
                function -> function.setOrdering(EventOrdering.NONE).setBackoffMillis(2_000))) {
            host.send("same", "flaky");
            host.send("same", "fine");

            assertThat(host.outputTexts(2)).containsExactly("fine", "flaky");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
