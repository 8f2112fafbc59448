package dev.lavant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.deploy.replay.Overtaken;
import dev.lavant.deploy.replay.Pace;
import dev.lavant.deploy.replay.Redrive;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `lavant dlq replay` and `drop`, on functions that nobody runs: what is written, where, and how often.
class RedriveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static Terminal terminal;

    @BeforeAll
    static void start() throws Exception {
        platform = LocalPlatform.start();
        terminal = Terminal.in(folder)
                .at(
                        platform.connection().bootstrapServers(),
                        platform.connection().schemaRegistry());
        List.of(Topics.FUNCTIONS, Topics.STATEMENTS, Topics.REDRIVES, Topics.REVISIONS)
                .forEach(topic -> platform.createTopic(topic, 1, Map.of("cleanup.policy", "compact")));
        platform.createTopic("orders", 2);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void letters_go_once_to_their_function_alone_in_the_order_in_which_they_died() throws Exception {
        deploy("price");
        letter("price", "a", "orders:0@1", Map.of("exception", "shop.NoStock"));
        letter("price", "b", "orders:1@4", Map.of("exception", "java.lang.IllegalStateException"));
        letter("price", "a", "orders:0@2", Map.of("exception", "shop.NoStock"));

        var dry = terminal.type("dlq replay price --error NoStock --dry-run");
        assertThat(dry.err()).as(dry.out()).contains("would send 2 again");

        var some = terminal.type("dlq replay price --error NoStock -o json");
        assertThat(some.out())
                .as(some.err())
                .isEqualToIgnoringNewLines(
                        "{\"function\":\"price\",\"chosen\":2,\"done\":2,\"decidedBefore\":0,\"notWhole\":0}");
        assertThat(some.err()).contains("lavant pause price.replay");
        assertThat(terminal.type("dlq replay price --rate 2/s -o json").out())
                .contains("\"chosen\":3,\"done\":1,\"decidedBefore\":2");
        assertThat(terminal.type("dlq replay price -o json").out()).contains("\"done\":0,\"decidedBefore\":3");

        assertThat(ends("orders")).as("nobody else gets it").isZero();
        assertThat(terminal.type("dlq ls price").lines())
                .filteredOn(line -> line.contains("replayed"))
                .hasSize(3);
        requireCopies(copies("price", 3));
    }

    private static void requireCopies(List<ConsumerRecord<byte[], byte[]>> copies) {
        assertThat(copies)
                .filteredOn(copy -> copy.partition() == 0)
                .extracting(copy -> text(copy.value()))
                .containsExactly("orders:0@1", "orders:0@2");
        assertThat(headers(copies.stream()
                        .filter(copy -> text(copy.key()).equals("b"))
                        .findFirst()
                        .orElseThrow()))
                .containsEntry(Replays.MARK, "redrive")
                .containsEntry(Replays.TIMES, "1")
                .containsEntry("ce_type", "shop.sold")
                .containsEntry("lavant-source-topic", "orders")
                .containsEntry("lavant-source-partition", "1")
                .containsEntry("lavant-source-offset", "4")
                .noneSatisfy((name, _) -> assertThat(name).startsWith("lavant.dlq."));
    }

    @Test
    void a_letter_that_dies_again_can_be_sent_again_and_counts() {
        deploy("again");
        letter(
                "again",
                "a",
                "lavant.replays.again:0@1",
                Map.of(),
                Map.of(Replays.TIMES, "1", "lavant-source-partition", "1"));

        assertThat(terminal.type("dlq ls again -o json").out()).contains("\"replays\":1,\"state\":\"waiting\"");
        assertThat(terminal.type("dlq show again -o json").out()).contains("\"replays\":1");
        terminal.type("dlq replay again --letter 0@0");

        ConsumerRecord<byte[], byte[]> copy = copies("again", 1).getFirst();
        assertThat(headers(copy)).containsEntry(Replays.TIMES, "2");
        assertThat(copy.partition()).isEqualTo(1);
    }

    @Test
    void what_is_dropped_or_not_whole_is_not_sent() throws Exception {
        deploy("drop");
        letter("drop", "a", "orders:0@1", Map.of());
        letter("drop", "b", "orders:0@2", Map.of("valuebytes", "2000000"));

        var asked = terminal.type("dlq drop drop");
        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err()).contains("this would drop 2 dead letters of drop", "--yes");
        assertThat(terminal.run("dlq", "drop", "drop", "--yes", "--where", "type = 'shop.sold' AND id = 'orders:0@1'")
                        .exit())
                .isZero();

        var replayed = terminal.type("dlq replay drop -o json");
        assertThat(replayed.out()).contains("\"chosen\":2,\"done\":0,\"decidedBefore\":1,\"notWhole\":1");
        assertThat(replayed.err()).contains("1 were too large", "lavant dlq show drop");
        assertThat(platform.admin().listTopics().names().get())
                .as("nothing is made ready")
                .doesNotContain(Replays.topic("drop"));
        assertThat(terminal.type("ls -o json").out()).contains("\"drop\"").doesNotContain("drop.replay");
    }

    @Test
    void of_two_at_once_the_later_goes_on_and_nothing_is_sent_twice() {
        FunctionDeployment function = deploy("both");
        letter("both", "a", "orders:0@1", Map.of());
        try (var first = Redrive.begin(platform.connection(), function);
                var second = Redrive.begin(platform.connection(), function)) {
            assertThatThrownBy(() -> first.replay(_ -> true, Pace.UNBOUNDED))
                    .isInstanceOf(Overtaken.class)
                    .hasMessage("another command about the dead letters of both has begun meanwhile");
            assertThat(second.replay(_ -> true, Pace.UNBOUNDED).done()).isOne();
        }
        assertThat(copies("both", 1)).hasSize(1);
    }

    @Test
    void an_unordered_function_runs_again_in_a_consumer_group_of_its_own() {
        FunctionDeployment function = FunctionDeployment.newBuilder(deploy("free"))
                .setOrdering(EventOrdering.NONE)
                .setGroupId(Topics.shareGroup("free"))
                .setFilter("type = 'x'")
                .build();

        FunctionDeployment beside = Replays.beside(function);

        assertThat(beside.getOrdering()).isEqualTo(EventOrdering.KEY);
        assertThat(beside.getGroupId()).isEqualTo("lavant.free.replay");
        assertThat(Topics.inputs(beside)).containsExactly("lavant.replays.free");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            dlq replay nothing               | 3 | there is no function 'nothing'
            dlq replay price.replay          | 3 | there is no function 'price.replay'
            dlq replay price --rate 0        | 2 | --rate: '0' is not a number of letters a second
            dlq replay price --letter 17     | 2 | --letter: '17' is not a place such as 0@17
            dlq replay price --where =       | 2 | --where is no filter:
            """, delimiter = '|')
    void what_makes_no_sense_is_said(String typed, int exit, String said) {
        var answer = terminal.type(typed);

        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.err()).contains(said);
    }

    private static FunctionDeployment deploy(String name) {
        platform.createTopic(Topics.deadLetters(name), 1);
        var function = FunctionDeployment.newBuilder()
                .setName(name)
                .setRevision(1)
                .setSourceTopics(List.of("orders"))
                .setGroupId(Topics.group(name))
                .setHandlerClass("shop.Orders")
                .setHandlerMethod("on")
                .setTimeoutMillis(1000)
                .setMemoryMib(256)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(1000)
                .setMaxHosts(4)
                .setClasspath(List.of())
                .setDeployedAt(Instant.parse("2026-11-23T10:00:00Z"))
                .build();
        platform.produce(new ProducerRecord<>(
                Topics.FUNCTIONS, name.getBytes(UTF_8), platform.wire().encode(Topics.FUNCTIONS, function)));
        return function;
    }

    private static void letter(String function, String key, String place, Map<String, String> said) {
        letter(function, key, place, said, Map.of());
    }

    /// @param place as `orders:0@1`, also the event's value, its id and what its usage id is made of
    private static void letter(
            String function, String key, String place, Map<String, String> said, Map<String, String> headers) {
        String[] parts = place.split("[:@]", -1);
        var record = new ProducerRecord<>(Topics.deadLetters(function), key.getBytes(UTF_8), place.getBytes(UTF_8));
        var all = new HashMap<>(headers);
        all.putAll(Map.of("ce_specversion", "1.0", "ce_type", "shop.sold", "ce_id", place, "ce_source", "/test"));
        all.putAll(
                Map.of("lavant.dlq.topic", parts[0], "lavant.dlq.partition", parts[1], "lavant.dlq.offset", parts[2]));
        all.put("lavant.dlq.usageid", function + "-" + place);
        said.forEach((name, value) -> all.put("lavant.dlq." + name, value));
        all.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        platform.produce(record);
    }

    private static List<ConsumerRecord<byte[], byte[]>> copies(String function, int count) {
        return platform.readCommitted(Replays.topic(function), count, PATIENCE);
    }

    /// Records in the first partitions of a topic.
    private static long ends(String topic) throws Exception {
        var partitions = Map.of(
                new TopicPartition(topic, 0), OffsetSpec.latest(), new TopicPartition(topic, 1), OffsetSpec.latest());
        return platform.admin().listOffsets(partitions).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return headers;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
