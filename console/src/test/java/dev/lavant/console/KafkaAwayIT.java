package dev.lavant.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lavant.console.picture.Said;
import dev.lavant.console.watch.Mask;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/// A console on a real broker that goes away and comes back.
class KafkaAwayIT {
    private static final String SOURCE = "uploads";

    @Test
    void what_kafka_does_not_tell_is_unknown_and_known_again_once_it_does() throws Exception {
        try (var platform = LocalPlatform.start()) {
            prepare(platform);
            comesBack(platform);
        }
    }

    private static void comesBack(LocalPlatform platform) throws Exception {
        try (var console =
                Console.start(new ConsoleConfig(platform.connection(), ConsoleConfig.Address.loopback(0), Mask.NONE))) {
            soon(() -> assertThat(kafka(console)).isEqualTo("OK"));
            assertThat(snapshot(console).get("functions")).isEmpty();
            deploy(platform);
            soon(() -> assertThat(function(console).at("/lagUnknown").asText())
                    .isEqualTo("no committed offset for uploads-0"));
            commit(platform);
            soon(() -> assertThat(function(console).at("/lag").asLong(-1)).isEqualTo(3));
            assertThat(function(console).at("/oldestAtLeast").asBoolean()).isTrue();

            platform.stopBroker();
            soon(() -> assertThat(function(console).at("/lagUnknown").asText()).startsWith("Kafka does not answer"));
            assertThat(function(console).at("/lag").isNull()).isTrue();
            soon(() -> assertThat(kafka(console)).isEqualTo("DOWN"));

            platform.startBroker();
            soon(() -> assertThat(function(console).at("/lag").asLong(-1)).isEqualTo(3));
            soon(() -> assertThat(kafka(console)).isEqualTo("OK"));
        }
    }

    private static void prepare(LocalPlatform platform) {
        Stream.of(
                        Topics.FUNCTIONS,
                        Topics.HOSTS,
                        Topics.STATEMENTS,
                        Topics.SCALING,
                        Topics.SCALING_LEADER,
                        Topics.USAGE,
                        Topics.deadLetters(Said.NAME),
                        SOURCE)
                .forEach(topic -> platform.createTopic(topic, 1));
        for (int i = 0; i < 5; i++) {
            platform.produce(new ProducerRecord<>(SOURCE, new byte[] {1}));
        }
    }

    private static void deploy(LocalPlatform platform) {
        platform.produce(new ProducerRecord<>(
                Topics.FUNCTIONS,
                Said.NAME.getBytes(StandardCharsets.UTF_8),
                platform.wire().encode(Topics.FUNCTIONS, Said.deployed())));
    }

    private static void commit(LocalPlatform platform) throws Exception {
        platform.admin()
                .alterConsumerGroupOffsets(
                        Said.deployed().getGroupId(), Map.of(new TopicPartition(SOURCE, 0), new OffsetAndMetadata(2)))
                .all()
                .get();
    }

    private static JsonNode function(Console console) {
        return snapshot(console).at("/functions/0");
    }

    private static String kafka(Console console) {
        for (JsonNode part : snapshot(console).get("parts")) {
            if (part.get("name").asText().equals("kafka")) {
                return part.get("state").asText();
            }
        }
        return "";
    }

    private static JsonNode snapshot(Console console) {
        var request = HttpRequest.newBuilder(URI.create(console.url() + "/api/stream"))
                .build();
        try (var http = HttpClient.newHttpClient();
                Stream<String> lines =
                        http.send(request, BodyHandlers.ofLines()).body()) {
            String data =
                    lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
            http.shutdownNow();
            return new ObjectMapper().readTree(data.substring("data: ".length()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void soon(ThrowingRunnable told) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(told);
    }
}
