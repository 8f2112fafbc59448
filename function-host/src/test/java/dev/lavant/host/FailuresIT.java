package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What Kafka will not take, or not now: each such event ends in its dead letter or waits, and no other one with it.
class FailuresIT {
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
    void an_output_that_no_topic_takes_is_a_dead_letter_at_once() {
        try (var host = started(_ -> {})) {
            List.of("before", "big 1000001", "after").forEach(text -> host.send("one key", text));

            assertThat(host.deadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(header(letter, "lavant.dlq.code")).isEqualTo("TOO_LARGE");
                assertThat(header(letter, "lavant.dlq.attempts")).isEqualTo("1");
                assertThat(header(letter, "lavant.dlq.message"))
                        .isEqualTo(
                                "an output for topic " + host.name() + "-out has 1000001 bytes, at most 1000000 fit");
            });
            assertThat(host.usage(3)).hasSize(3);
            assertThat(host.allOutputTexts()).containsExactly("before", "after");
        }
    }

    @Test
    void a_function_that_feeds_itself_stops_after_as_many_hops_as_a_chain_may_have() {
        try (var host = started(function -> function.setSourceTopics(function.getOutputTopics()))) {
            platform.produce(new ProducerRecord<>(host.name() + "-out", "round and round".getBytes(UTF_8)));

            assertThat(host.deadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(header(letter, "lavant.dlq.code")).isEqualTo("TOO_MANY_HOPS");
                assertThat(header(letter, "lavant.dlq.message"))
                        .isEqualTo("the event has gone through 32 functions since " + host.name()
                                + "-out:0@0, so these probably feed each other in a circle; this one did not run");
                assertThat(header(letter, "ce_lavanthops")).isEqualTo("32");
                assertThat(header(letter, "ce_lavantorigin")).isEqualTo(host.name() + "-out:0@0");
            });
            assertThat(host.usage(33)).hasSize(33);
            assertThat(host.allOutputTexts()).hasSize(33);
        }
    }

    @Test
    void an_output_that_its_topic_does_not_take_is_a_dead_letter_and_the_handler_ran_once() {
        try (var host = started(function -> limit(function.getOutputTopics().getFirst(), 5_000))) {
            List.of("before", "big 6000", "after").forEach(text -> host.send("one key", text));

            assertThat(host.deadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(header(letter, "lavant.dlq.code")).isEqualTo("TOO_LARGE");
                assertThat(header(letter, "lavant.dlq.exception")).endsWith("RecordTooLargeException");
            });
            assertThat(host.usage(3))
                    .extracting(UsageRecord::getOutcome)
                    .containsExactlyInAnyOrder(UsageOutcome.OK, UsageOutcome.DEAD_LETTERED, UsageOutcome.OK);
            assertThat(host.allOutputTexts()).containsExactly("before", "after");
            assertThat(Script.runs(host, "big 6000")).isEqualTo(1);
        }
    }

    @Test
    void a_dead_letter_that_does_not_fit_goes_without_its_value() {
        try (var host = started(function -> limit(Topics.deadLetters(function.getName()), 30_000))) {
            String large = "fail " + "x".repeat(40_000);
            host.send("key", large);
            host.send("key", "after");

            assertThat(host.deadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isNull();
                assertThat(letter.key()).asString().isEqualTo("key");
                assertThat(header(letter, "lavant.dlq.valuebytes")).isEqualTo(Integer.toString(large.length()));
                assertThat(header(letter, "lavant.dlq.offset")).isEqualTo("0");
                assertThat(header(letter, "lavant.dlq.code")).isEqualTo("MAX_ATTEMPTS");
            });
            assertThat(host.usage(2)).hasSize(2);
            assertThat(host.allOutputTexts()).containsExactly("after");
            assertThat(Script.runs(host, large)).isEqualTo(3);
        }
    }

    @Test
    void events_of_an_output_topic_that_is_deleted_wait_for_it_and_others_go_on() {
        String other = "other-" + UUID.randomUUID();
        platform.createTopic(other, 1);
        try (var host = started(function -> function.setOutputTopics(
                new ArrayList<>(List.of(function.getOutputTopics().getFirst(), other))))) {
            host.send("k", "to " + other + " first");
            assertThat(platform.readCommitted(other, 1, RunningHost.PATIENCE)).hasSize(1);
            done(platform.admin().deleteTopics(List.of(other)).all());
            List<String> waiting =
                    IntStream.range(0, 5).mapToObj(i -> "to " + other + " " + i).toList();
            List<String> others =
                    IntStream.range(0, 50).mapToObj(i -> "other " + i).toList();

            waiting.forEach(text -> host.send(text, text));
            others.forEach(text -> host.send(text, text));
            assertThat(host.outputTexts(50)).containsExactlyInAnyOrderElementsOf(others);
            assertThat(host.usage(51)).hasSize(51);
            platform.createTopic(other, 1);

            assertThat(host.usage(56)).hasSize(56).allMatch(usage -> usage.getOutcome() == UsageOutcome.OK);
            assertThat(platform.readCommitted(other, 5, RunningHost.PATIENCE))
                    .extracting(RunningHost::text)
                    .containsExactlyInAnyOrderElementsOf(waiting);
            assertThat(waiting).allMatch(text -> Script.runs(host, text) == 1);
            assertThat(host.allOutputTexts()).hasSize(50);
        }
    }

    @Test
    void what_runs_again_and_fails_again_dies_where_its_function_does_with_the_count() {
        try (var host = started(FailuresIT::besideItself)) {
            String function = Replays.function(host.name());
            var copy = new ProducerRecord<byte[], byte[]>(host.input(), "fail again".getBytes(UTF_8));
            copy.headers().add(Replays.MARK, Replays.OF_A_DEAD_LETTER.getBytes(UTF_8));
            copy.headers().add(Replays.TIMES, "2".getBytes(UTF_8));
            platform.produce(copy);
            host.send("k", "well");

            assertThat(host.deadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(letter.topic()).isEqualTo("lavant.dead-letters." + function);
                assertThat(header(letter, "lavant.dlq.function")).isEqualTo(function);
                assertThat(header(letter, Replays.TIMES)).isEqualTo("2");
            });
            assertThat(host.usage(2))
                    .hasSize(2)
                    .allMatch(UsageRecord::getBillable)
                    .extracting(UsageRecord::getFunction)
                    .containsOnly(host.name());
            assertThat(platform.readCommitted(function + "-out", 1, RunningHost.PATIENCE))
                    .singleElement()
                    .satisfies(output -> assertThat(header(output, "ce_source")).isEqualTo("/acme/" + function));
        }
    }

    private static void besideItself(FunctionDeployment.Builder function) {
        String beside = Replays.beside(function.getName());
        function.setName(beside).setGroupId(Topics.group(beside));
    }

    private static RunningHost started(Consumer<FunctionDeployment.Builder> change) {
        var host = RunningHost.ofScript(platform, 2, change);
        host.start(0);
        return host;
    }

    /// From now on the topic takes no larger records.
    private static void limit(String topic, int bytes) {
        var largest = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        done(platform.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(largest, AlterConfigOp.OpType.SET))))
                .all());
    }

    private static void done(KafkaFuture<Void> asked) {
        try {
            asked.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
