package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static dev.lavant.host.RunningHost.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.function.Retry;
import dev.lavant.host.lane.Progress;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What users of other platforms suffer when a function fails: each test shows that one of these pains is not here.
class PainsOfFailureIT {
    /// An event that has failed comes back only to another host: the test does not last that long.
    private static final long NOT_AGAIN_HERE = 3_600_000;

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

    /// Pain 1: elsewhere the offset of a failed event is committed all the same, and the event is gone.
    @Test
    void a_failed_event_is_never_skipped_by_a_commit() {
        try (var host = started(1, PainsOfFailureIT::backsOffForLong)) {
            List.of("a", "fail", "b", "c").forEach(text -> host.send(text, text));
            assertThat(host.outputTexts(3)).containsExactlyInAnyOrder("a", "b", "c");

            for (int tries = 1; tries < 3; tries++) {
                awaitAttempts(host, tries);
                assertThat(progress(host).watermark()).isEqualTo(1);
                assertThat(progress(host).done().stream()).containsExactly(1, 2);
                host.restart();
            }

            assertThat(host.deadLetters(1)).extracting(RunningHost::text).containsExactly("fail");
            waitAtMost(RunningHost.PATIENCE).until(() -> progress(host).watermark() == 4);
            assertThat(host.outputTexts(3)).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(Stream.of("a", "fail", "b", "c").map(text -> Script.runs(host, text)))
                    .containsExactly(1, 3, 1, 1);
        }
    }

    /// Pain 2: elsewhere a retry seeks back, and what was polled from other partitions is skipped.
    @Test
    void a_failing_partition_takes_no_events_of_the_other_seven_with_it() {
        try (var host = started(8, _ -> {})) {
            IntStream.range(0, 50)
                    .forEach(i -> IntStream.range(0, 8)
                            .forEach(partition -> host.sendTo(partition, "key-" + i, event(partition, i))));

            assertThat(host.outputTexts(350)).doesNotHaveDuplicates().noneMatch(text -> text.startsWith("fail"));
            assertThat(host.deadLetters(50))
                    .hasSize(50)
                    .allMatch(letter -> header(letter, "lavant.dlq.attempts").equals("3"));
            assertThat(host.usage(400)).hasSize(400);
            IntStream.range(0, 400)
                    .forEach(i ->
                            assertThat(Script.runs(host, event(i % 8, i / 8))).isEqualTo(i % 8 == 3 ? 3 : 1));
        }
    }

    private static String event(int partition, int i) {
        return (partition == 3 ? "fail " : "fine ") + partition + " " + i;
    }

    /// Pain 4: elsewhere a poison or slow event blocks all that is behind it in its partition.
    @Test
    void a_poison_event_delays_only_its_own_key() {
        try (var host = started(1, PainsOfFailureIT::backsOffForLong)) {
            List<String> others =
                    IntStream.range(0, 300).mapToObj(i -> "other " + i).toList();
            host.send("poisoned", "fail");
            host.send("poisoned", "behind");
            others.forEach(text -> host.send(text, text));

            assertThat(host.outputTexts(300)).containsExactlyInAnyOrderElementsOf(others);
            assertThat(Script.runs(host, "fail")).isEqualTo(1);
            assertThat(Script.runs(host, "behind")).isZero();
            host.restart();
            awaitAttempts(host, 2);
            host.restart();

            assertThat(text(host.deadLetters(1).getFirst())).isEqualTo("fail");
            assertThat(host.outputTexts(301)).hasSize(301).last().isEqualTo("behind");
        }
    }

    /// Pain 5: elsewhere dead letters are missing, or not what came in.
    @Test
    void a_dead_letter_is_the_event_byte_for_byte() {
        try (var host = started(1, _ -> {})) {
            var event = new ProducerRecord<>(host.input(), bytes("key"), bytes("fail"));
            event.headers().add("traceparent", bytes("00-4bf9-00f0-01")).add("own", new byte[] {1, 0, -1});
            platform.produce(event);

            var letter = host.deadLetters(1).getFirst();
            assertThat(letter.key()).isEqualTo(bytes("key"));
            assertThat(letter.value()).isEqualTo(bytes("fail"));
            assertThat(letter.headers().lastHeader("own").value()).containsExactly(1, 0, -1);
            assertThat(header(letter, "traceparent")).isEqualTo("00-4bf9-00f0-01");
            assertThat(letter.headers().toArray()).extracting(Header::key).doesNotHaveDuplicates();
        }
    }

    /// Pain 5 again: elsewhere they do not say what has happened.
    @Test
    void a_dead_letter_says_where_it_comes_from_and_what_it_cost() {
        try (var host = started(1, function -> function.setRevision(7))) {
            host.send("key", "fail");

            var letter = host.deadLetters(1).getFirst();
            assertThat(headers(
                            letter,
                            "lavant.dlq.",
                            "topic",
                            "partition",
                            "offset",
                            "function",
                            "revision",
                            "group",
                            "tenant"))
                    .containsExactly(
                            host.input(),
                            "0",
                            "0",
                            host.name(),
                            "7",
                            host.function().getGroupId(),
                            "acme");
            UsageRecord usage = host.usage(1).getFirst();
            assertThat(header(letter, "lavant.dlq.usageid")).isEqualTo(hex(usage));
            assertThat(header(letter, "lavant.dlq.topicid")).isEqualTo(usage.getSourceTopicId());
            assertThat(header(letter, "lavant.dlq.host")).isEqualTo(usage.getHostId());
        }
    }

    /// Pain 5 again: the error, the attempts and their times, for our tools and for those of Kafka Connect.
    @Test
    void a_dead_letter_says_what_has_happened() {
        Instant before = Instant.now().minusMillis(1);
        String error = IllegalStateException.class.getName();
        try (var host = started(1, _ -> {})) {
            host.send("key", "fail");

            var letter = host.deadLetters(1).getFirst();
            assertThat(headers(letter, "lavant.dlq.", "code", "class", "exception", "message", "attempts"))
                    .containsExactly("MAX_ATTEMPTS", "unknown", error, "broken by fail", "3");
            assertThat(header(letter, "lavant.dlq.stack")).contains(error + ": broken by fail", "Script.play");
            assertThat(headers(letter, "lavant.dlq.", "timestamp", "firstfailure", "lastfailure")
                            .map(Instant::parse))
                    .isSorted()
                    .allMatch(time -> time.isAfter(before));
            assertThat(headers(
                            letter,
                            "__connect.errors.",
                            "topic",
                            "partition",
                            "offset",
                            "exception.class.name",
                            "exception.message"))
                    .containsExactly(host.input(), "0", "0", error, "broken by fail");
        }
    }

    /// Pain 6: elsewhere there is no retry at all, or it must be asked for.
    @Test
    void a_function_that_says_nothing_of_retries_is_tried_again() throws NoSuchMethodException {
        int attempts = (int) Retry.class.getMethod("attempts").getDefaultValue();
        try (var host = started(1, function -> function.setMaxAttempts(attempts))) {
            host.send("k", "once");

            assertThat(host.outputTexts(1)).containsExactly("once");
            assertThat(host.usage(1)).extracting(UsageRecord::getAttempts).containsExactly(2);
        }
    }

    private static RunningHost started(int partitions, Consumer<FunctionDeployment.Builder> change) {
        var host = RunningHost.ofScript(platform, partitions, change);
        host.start(0);
        return host;
    }

    private static void backsOffForLong(FunctionDeployment.Builder function) {
        function.setBackoffMillis(NOT_AGAIN_HERE).setMaxBackoffMillis(NOT_AGAIN_HERE);
    }

    private static void awaitAttempts(RunningHost host, int count) {
        var group = GroupInKafka.of(platform, host.function());
        waitAtMost(RunningHost.PATIENCE).until(() -> group.attemptsKnown() == count);
    }

    private static Progress progress(RunningHost host) {
        return GroupInKafka.of(platform, host.function()).progress().get(new TopicPartition(host.input(), 0));
    }

    private static Stream<String> headers(ConsumerRecord<byte[], byte[]> letter, String prefix, String... names) {
        return Stream.of(names).map(name -> header(letter, prefix + name));
    }

    private static String hex(UsageRecord usage) {
        return HexFormat.of().formatHex(usage.getUsageId().bytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
