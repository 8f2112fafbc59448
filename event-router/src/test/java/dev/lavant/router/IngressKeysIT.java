package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import dev.lavant.router.IngressConfig.Access;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.access.KeyText;
import dev.lavant.schemas.topics.Topics;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An ingress that asks for keys, as it does wherever other machines may reach it.
class IngressKeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalPlatform platform;
    private static CalledFunctions functions;
    private static Ingress ingress;
    private static HttpEvents producer;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        functions = new CalledFunctions(platform);
        platform.createTopic(Topics.KEYS, 1, Map.of("cleanup.policy", "compact"));
        platform.createTopic("orders", 1);
        platform.createTopic("secrets", 1);
        ingress = Ingress.start(
                new IngressConfig(platform.connection(), new Address("localhost", 0, Access.KEYS), Limits.USUAL));
        producer = new HttpEvents(ingress.url());
    }

    @AfterAll
    static void stop() {
        producer.close();
        ingress.close();
        functions.close();
        platform.close();
    }

    @Test
    void with_a_key_events_are_taken_until_it_is_revoked() {
        KeyText key = made("acme", 1_000);

        awaitKnown(key);
        platform.produce(new ProducerRecord<>(Topics.KEYS, key.id().getBytes(UTF_8), null));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(text(send(key.text())))
                                .startsWith(
                                        "401 {\"error\":\"the API key is not known, or was revoked\",\"fix\":\"Send the header"));
        assertThat(send(key.text()).headers().firstValue("www-authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "lvt_000000000000_0123456789012345678901234567890123456789012"})
    void with_what_is_no_key_or_nobodys_nothing_is_taken(String key) {
        assertThat(send(key).statusCode()).isEqualTo(401);
    }

    @Test
    void without_a_key_nothing_is_taken_and_another_secret_does_not_help() {
        KeyText key = made("acme", 1_000);
        awaitKnown(key);

        assertThat(text(producer.post("orders", HttpEvents.unique(), "x")))
                .startsWith("401 {\"error\":\"an API key is needed here\"");
        assertThat(send(new KeyText(key.id(), KeyText.fresh(new SecureRandom()).secret()).text())
                        .statusCode())
                .isEqualTo(401);
        assertThat(producer.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_is_for_its_topics_only() {
        KeyText key = made("acme", 1_000);
        awaitKnown(key);

        assertThat(text(producer.post("secrets", with(key.text()), "x")))
                .isEqualTo("403 {\"error\":\"key " + key.id() + " of acme is not for topic secrets\","
                        + "\"fix\":\"It is for topics [orders] and functions [greet*]; ask for another key.\"}");
        assertThat(producer.post(Topics.KEYS, with(key.text()), "x").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_key_is_for_functions_of_its_tenant_only_and_does_not_see_others() {
        functions.deploy("greet");
        functions.deploy("other");
        KeyText own = made("default", 1_000);
        KeyText foreign = made("acme", 1_000);
        awaitKnown(own);
        awaitKnown(foreign);
        await().atMost(PATIENCE).until(() -> call("other", own).statusCode() != 404);

        assertThat(call("greet", own).statusCode()).isEqualTo(504);
        assertThat(text(call("other", own))).startsWith("403 ").contains(" is not for function other");
        assertThat(text(call("greet", foreign)))
                .startsWith("404 {\"error\":\"there is no function 'greet'\"")
                .contains("None is deployed");
    }

    @Test
    void events_that_come_too_fast_are_429_and_a_batch_counts_all_of_its_own() {
        KeyText key = made("acme", 5);
        awaitKnown(key);
        String batch = IntStream.range(0, 40)
                .mapToObj(i -> "{\"specversion\":\"1.0\",\"id\":\"%s-%d\",\"source\":\"/shop\",\"type\":\"sold\"}"
                        .formatted(key.id(), i))
                .collect(Collectors.joining(",", "[", "]"));
        var headers = new HashMap<>(Map.of("content-type", "application/cloudevents-batch+json"));
        headers.put("authorization", "Bearer " + key.text());

        assertThat(producer.post("orders", headers, batch).statusCode()).isEqualTo(202);
        var refused = send(key.text());

        assertThat(text(refused))
                .startsWith("429 {\"error\":\"key " + key.id() + " of acme sends more than 5 events a second\"");
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(5, 8);
    }

    /// The key is read from its topic a moment after it was made.
    private static void awaitKnown(KeyText key) {
        await().atMost(PATIENCE).until(() -> send(key.text()).statusCode() == 202);
    }

    private static KeyText made(String tenant, int eventsPerSecond) {
        KeyText text = KeyText.fresh(new SecureRandom());
        ApiKey key = ApiKey.newBuilder()
                .setKeyId(text.id())
                .setSecretHash(text.hash())
                .setTenant(tenant)
                .setTopics(List.of("orders"))
                .setFunctions(List.of("greet*"))
                .setEventsPerSecond(eventsPerSecond)
                .setBurst(eventsPerSecond)
                .setCreatedAt(Instant.EPOCH)
                .build();
        platform.produce(new ProducerRecord<>(
                Topics.KEYS, text.id().getBytes(UTF_8), platform.wire().encode(Topics.KEYS, key)));
        return text;
    }

    private static HttpResponse<String> send(String key) {
        return producer.post("orders", with(key), "x");
    }

    private static HttpResponse<String> call(String function, KeyText key) {
        return producer.call(function, Map.of("authorization", "Bearer " + key.text(), "prefer", "wait=0"), "x");
    }

    private static Map<String, String> with(String key) {
        var headers = new HashMap<>(HttpEvents.unique());
        headers.put("authorization", "Bearer " + key);
        return headers;
    }

    private static String text(HttpResponse<String> response) {
        return response.statusCode() + " " + response.body();
    }
}
