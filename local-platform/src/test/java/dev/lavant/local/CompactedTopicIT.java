package dev.lavant.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class CompactedTopicIT {
    private static final Consumer<Map<String, String>> NOBODY = _ -> {};
    private static final Deserializer<String> TEXT = (_, bytes) -> text(bytes);

    private static LocalPlatform platform;
    private String topic;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void create(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        platform.createTopic(topic, 2, Map.of("cleanup.policy", "compact"));
    }

    @Test
    void what_is_there_is_known_at_once_and_what_comes_is_followed() {
        write("thumbnail", "1");
        write("receipt", "1");
        try (var followed = CompactedTopic.follow(topic, TEXT, client(), NOBODY)) {
            assertThat(followed.values()).isEqualTo(Map.of("receipt", "1", "thumbnail", "1"));

            write("receipt", "2");
            write("resize", "1");

            awaitValues(followed, Map.of("receipt", "2", "resize", "1", "thumbnail", "1"));
        }
    }

    @Test
    void a_tombstone_removes() {
        write("thumbnail", "1");
        write("receipt", "1");
        try (var followed = CompactedTopic.follow(topic, TEXT, client(), NOBODY)) {
            erase("thumbnail");

            awaitValues(followed, Map.of("receipt", "1"));
        }
    }

    @Test
    void nobody_is_shown_a_state_older_than_the_start() {
        for (int revision = 1; revision <= 50; revision++) {
            write("thumbnail", Integer.toString(revision));
            write("gone", Integer.toString(revision));
        }
        erase("gone");
        var client = client();
        client.put("max.poll.records", "1");
        List<Map<String, String>> shown = new CopyOnWriteArrayList<>();

        CompactedTopic.follow(topic, TEXT, client, shown::add).close();

        assertThat(shown).containsExactly(Map.of("thumbnail", "50"));
    }

    @Test
    void a_value_that_nothing_can_read_leaves_its_key_as_it_was() {
        write("thumbnail", "1");
        write("receipt", "unreadable");
        try (var followed = CompactedTopic.follow(topic, TEXT, client(), NOBODY)) {
            assertThat(followed.values()).isEqualTo(Map.of("thumbnail", "1"));

            write("thumbnail", "unreadable");
            write("resize", "1");

            awaitValues(followed, Map.of("resize", "1", "thumbnail", "1"));
        }
    }

    @Test
    void a_value_that_cannot_be_read_yet_is_read_later() {
        var tries = new AtomicInteger();
        Deserializer<String> awayAtFirst = (_, bytes) -> {
            if (tries.incrementAndGet() <= 2) {
                throw new RegistryUnavailable("away");
            }
            return text(bytes);
        };
        write("thumbnail", "1");
        write("thumbnail", "2");

        try (var followed = CompactedTopic.follow(topic, awayAtFirst, client(), NOBODY)) {
            assertThat(followed.values()).isEqualTo(Map.of("thumbnail", "2"));

            tries.set(1);
            write("receipt", "1");

            awaitValues(followed, Map.of("receipt", "1", "thumbnail", "2"));
        }
    }

    @Test
    void a_follower_that_throws_is_called_again() {
        List<Map<String, String>> shown = new CopyOnWriteArrayList<>();
        Consumer<Map<String, String>> throwing = values -> {
            shown.add(values);
            throw new IllegalStateException("the follower's own fault");
        };
        write("thumbnail", "1");

        try (var followed = CompactedTopic.follow(topic, TEXT, client(), throwing)) {
            write("thumbnail", "2");

            awaitValues(followed, Map.of("thumbnail", "2"));
            await().untilAsserted(() ->
                    assertThat(shown).containsExactly(Map.of("thumbnail", "1"), Map.of("thumbnail", "2")));
        }
    }

    @Test
    void a_topic_that_is_not_there_is_no_empty_one() {
        assertThatThrownBy(() -> CompactedTopic.follow("nowhere", TEXT, client(), NOBODY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic nowhere cannot be followed: it does not exist");
    }

    private static void awaitValues(CompactedTopic<String> followed, Map<String, String> values) {
        await().untilAsserted(() -> assertThat(followed.values()).isEqualTo(values));
    }

    private static Properties client() {
        return platform.connection().properties();
    }

    private void write(String key, String value) {
        platform.produce(new ProducerRecord<>(topic, bytes(key), bytes(value)));
    }

    private void erase(String key) {
        platform.produce(new ProducerRecord<>(topic, bytes(key), null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.equals("unreadable")) {
            throw new UnreadableRecord("not a value");
        }
        return text;
    }
}
