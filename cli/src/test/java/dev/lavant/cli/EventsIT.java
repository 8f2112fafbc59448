package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `lavant event send` writes, `lavant event tail` shows, on a real broker and registry.
class EventsIT {
    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static Terminal terminal;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        terminal = Terminal.in(folder)
                .at(
                        platform.connection().bootstrapServers(),
                        platform.connection().schemaRegistry());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void text_that_is_sent_is_seen() {
        platform.createTopic("notes", 1);

        var sent = terminal.type("event send notes --data hello --type note.made --id n --key k --count 2 -o json");

        assertThat(sent.lines())
                .containsExactly(
                        "{\"topic\":\"notes\",\"partition\":0,\"offset\":0,\"id\":\"n-1\"}",
                        "{\"topic\":\"notes\",\"partition\":0,\"offset\":1,\"id\":\"n-2\"}");
        assertThat(terminal.type("event tail notes --exit --max 2").lines())
                .containsExactly("0@0  k  note.made  hello", "0@1  k  note.made  hello");
    }

    @Test
    void what_is_sent_is_a_cloud_event_in_binary_mode() {
        platform.createTopic("marked", 1);

        terminal.type("event send marked --data {} --type note.made --id n --subject s --header team=blue");

        var record = platform.readCommitted("marked", 1, Duration.ofSeconds(20)).getFirst();
        assertThat(record.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .contains("ce_specversion=1.0", "ce_id=n", "ce_source=/lavant/cli", "ce_type=note.made")
                .contains("ce_subject=s", "content-type=application/json", "team=blue");
    }

    @Test
    void tail_of_a_live_topic_waits_for_the_next_event() {
        platform.createTopic("live", 1);
        var answer = CompletableFuture.supplyAsync(() -> terminal.type("event tail live --max 1"));

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            platform.produce(new ProducerRecord<>("live", bytes("ping")));
            return answer.isDone();
        });

        assertThat(answer.join().lines()).singleElement().asString().endsWith("  -  -  ping");
    }

    @Test
    void tail_shows_what_is_committed_and_ends_behind_what_is_not() {
        platform.createTopic("shown", 1);
        try (var producer = transactional("tail-it")) {
            for (String outcome : List.of("committed", "aborted", "committed too", "still open")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("shown", bytes(outcome)));
                producer.flush();
                switch (outcome) {
                    case "aborted" -> producer.abortTransaction();
                    case "still open" -> {}
                    default -> producer.commitTransaction();
                }
            }

            assertThat(terminal.run("event", "tail", "shown", "--exit").lines())
                    .containsExactly("0@0  -  -  committed", "0@4  -  -  committed too");
        }
    }

    @Test
    void json_becomes_avro_and_is_seen_as_json() throws IOException {
        Files.writeString(folder.resolve("purchase.avsc"), """
                {"type":"record","name":"Purchase","namespace":"shop","fields":[{"name":"total",
                 "type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}}]}""");
        platform.createTopic("bought", 1);

        var sent = terminal.typing("{\"total\": 19.90}")
                .run("event", "send", "bought", "--avro", "purchase.avsc", "--data", "@-");

        assertThat(sent.exit()).as(sent.err()).isZero();
        assertThat(terminal.run("event", "tail", "bought", "--exit").lines())
                .containsExactly("0@0  -  shop.Purchase  {\"total\":19.90}");
        assertThat(terminal.run("event", "tail", "bought", "--exit", "-o", "json")
                        .out())
                .contains("\"encoding\":\"avro\",\"value\":{\"total\":19.90}");
    }

    @Test
    void data_that_does_not_fit_the_schema_exits_5_and_sends_nothing() throws IOException {
        Files.writeString(
                folder.resolve("small.avsc"),
                "{\"type\":\"record\",\"name\":\"S\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}");
        platform.createTopic("small", 1);

        var answer = terminal.run("event", "send", "small", "--avro", "small.avsc", "--data", "{\"n\":\"x\"}");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.err()).contains("the data does not fit the schema", "S.n must be a int");
        assertThat(terminal.run("event", "tail", "small", "--exit").out()).isEmpty();
    }

    @Test
    void a_schema_that_the_registry_refuses_exits_5() throws IOException {
        Files.writeString(
                folder.resolve("v1.avsc"),
                "{\"type\":\"record\",\"name\":\"V\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}");
        Files.writeString(
                folder.resolve("v2.avsc"),
                "{\"type\":\"record\",\"name\":\"V\",\"fields\":[{\"name\":\"n\",\"type\":\"string\"}]}");
        platform.createTopic("grown", 1);
        terminal.run("event", "send", "grown", "--avro", "v1.avsc", "--data", "{\"n\":1}");

        var answer = terminal.run("event", "send", "grown", "--avro", "v2.avsc", "--data", "{\"n\":\"x\"}");

        assertThat(answer.exit()).as(answer.err()).isEqualTo(5);
        assertThat(answer.err()).contains("the schema registry refused the schema");
    }

    @Test
    void a_topic_that_is_not_there_exits_3_and_names_those_that_are() {
        platform.createTopic("uploads", 1);
        for (String verb : List.of("send", "tail")) {
            var answer = terminal.type("event " + verb + " nowhere");

            assertThat(answer.exit()).isEqualTo(3);
            assertThat(answer.err()).contains("there is no topic 'nowhere'", "uploads");
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(String id) {
        var settings = platform.connection().properties();
        settings.put("transactional.id", id);
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
