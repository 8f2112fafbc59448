package dev.lavant.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.console.picture.Act;
import dev.lavant.console.picture.Order;
import dev.lavant.console.picture.Picture;
import dev.lavant.console.picture.Said;
import dev.lavant.deploy.act.Declined;
import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.KeyRole;
import dev.lavant.schemas.access.KeyText;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a console that others reach lets whom do, over HTTP.
class ActionsTest {
    private static final String PAUSE = "/api/functions/" + Said.NAME + "/pause";
    private static final Picture PICTURE = new Picture();
    private static final Feed FEED = new Feed(PICTURE);
    private static final Map<String, ApiKey> KEYS = new HashMap<>();

    private static boolean read = true;
    private static Hand hand = ActionsTest::done;
    private static PageServer server;
    private static HttpClient http;

    static {
        GeneratedClasses.trust();
    }

    private static final class Known implements Keys {
        @Override
        public Optional<ApiKey> find(String id) {
            return Optional.ofNullable(KEYS.get(id));
        }

        @Override
        public boolean known() {
            return read;
        }
    }

    @BeforeAll
    static void start() {
        PICTURE.take(Said.deployed());
        server = PageServer.start(
                new PageServer.Place("localhost", 0, "LAVANT_PORT"),
                new PageServer.Shown(PICTURE, FEED),
                Doorman.asking(new Known()),
                (order, who, tenant) -> hand.carryOut(order, who, tenant));
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void asBefore() {
        read = true;
        hand = ActionsTest::done;
    }

    @AfterAll
    static void stop() {
        FEED.close();
        server.close();
        http.close();
    }

    private static Act done(Order order, String who, String tenant) {
        return new Act("1", 0, who, tenant, order.function(), order.line(), Act.State.DONE, "done");
    }

    private static String key(KeyRole role, String tenant) {
        KeyText text = KeyText.fresh(new SecureRandom());
        KEYS.put(
                text.id(),
                ApiKey.newBuilder()
                        .setKeyId(text.id())
                        .setTenant(tenant)
                        .setSecretHash(text.hash())
                        .setTopics(List.of())
                        .setFunctions(List.of())
                        .setEventsPerSecond(1)
                        .setBurst(1)
                        .setCreatedAt(Instant.EPOCH)
                        .setRole(role)
                        .build());
        return text.text();
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER,   default, 200, 403, 403",
        "OPERATOR, default, 200, 200, 200",
        "TENANT,   default, 200, 200, 403",
        "TENANT,   other,   404, 404, 403",
        "NONE,     default, 403, 403, 403"
    })
    void a_key_sees_acts_and_spends_as_its_role_says(KeyRole role, String tenant, int sees, int acts, int spends)
            throws Exception {
        String key = key(role, tenant);

        assertThat(get("/api/functions/" + Said.NAME, key).statusCode()).isEqualTo(sees);
        assertThat(post(PAUSE, key, "{}").statusCode()).isEqualTo(acts);
        assertThat(post("/api/budgets", key, "{\"tenant\":\"default\",\"amount\":\"1.00\"}")
                        .statusCode())
                .isEqualTo(spends);
    }

    @Test
    void what_was_done_says_the_command_and_by_whom() throws Exception {
        String key = key(KeyRole.OPERATOR, "default");
        String letters = "/api/functions/" + Said.NAME + "/letters/replay";

        assertThat(post(letters, key, "{\"letters\":[\"0@7\"]}").body())
                .contains("./lavant dlq replay " + Said.NAME + " --letter 0@7", "\"who\":\"key ");
    }

    @Test
    void without_a_key_that_is_known_nobody_comes_in() throws Exception {
        assertThat(get("/api/platform", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/platform", "").body()).contains("an API key is needed here", "lavant keys create");
        assertThat(get("/api/platform", "whatever").body()).contains("that is no API key, which begins with lvt_");
        String revoked = key(KeyRole.VIEWER, "default");
        KEYS.remove(KeyText.parse(revoked).orElseThrow().id());
        assertThat(get("/api/platform", revoked).statusCode()).isEqualTo(401);
        assertThat(get("/api/platform", revoked).body()).contains("not known, or was revoked");
        read = false;
        assertThat(get("/api/platform", revoked).statusCode()).isEqualTo(503);
        assertThat(get("/", "").statusCode()).as("the page that asks for one").isEqualTo(200);
    }

    @Test
    void a_browser_signs_in_once_and_out() throws Exception {
        String key = key(KeyRole.VIEWER, "default");
        var in = post("/api/session", "", "{\"key\":\"" + key + "\"}");
        String cookie = in.headers().firstValue("set-cookie").orElseThrow();

        assertThat(in.statusCode()).isEqualTo(204);
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .doesNotContain(key);
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send(request("/api/session").header("Cookie", session)).body())
                .contains("\"role\":\"viewer\"");
        send(request("/api/session")
                .header("Cookie", session)
                .header(Guard.HEADER, "1")
                .DELETE());
        assertThat(send(request("/api/session").header("Cookie", session)).statusCode())
                .isEqualTo(401);
        assertThat(post("/api/session", "", "{\"key\":\"lvt_no\"}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void another_sites_page_makes_no_browser_act() throws Exception {
        String key = key(KeyRole.OPERATOR, "default");
        var act = request(PAUSE).header("authorization", "Bearer " + key).POST(BodyPublishers.ofString("{}"));

        assertThat(send(act).body()).contains("the header lavant-console is missing");
        act.header(Guard.HEADER, "1");
        assertThat(send(act.copy().header("Origin", "https://evil.example")).statusCode())
                .isEqualTo(403);
        assertThat(send(act.copy().header("Sec-Fetch-Site", "cross-site")).body())
                .contains("this came from a page of another site");
    }

    @Test
    void what_was_not_done_is_said_with_what_to_do() throws Exception {
        String key = key(KeyRole.OPERATOR, "default");

        hand = (_, _, _) -> {
            throw new Declined(Declined.Reason.CHECK_FAILED, "nothing was rolled back", "a topic is gone", "Make it.");
        };
        assertThat(post(PAUSE, key, "{}").statusCode()).isEqualTo(409);
        assertThat(post(PAUSE, key, "{}").body())
                .isEqualTo("{\"error\":\"nothing was rolled back: a topic is gone\",\"fix\":\"Make it.\"}");
        hand = (_, _, _) -> {
            throw new TimeoutException("no broker");
        };
        assertThat(post(PAUSE, key, "{}").statusCode()).isEqualTo(503);
        hand = (_, _, _) -> {
            throw new TopicAuthorizationException("lavant.functions");
        };
        assertThat(post(PAUSE, key, "{}").body()).contains("Kafka does not allow the console to do this", "lavant acl");
        assertThat(post("/api/functions/nobody/pause", key, "{}").statusCode()).isEqualTo(404);
        assertThat(post("/api/budgets", key, "{\"amount\":\"1\"}").body()).contains("does not say tenant");
        assertThat(post("/api/budgets", key, "{").statusCode()).isEqualTo(400);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url().resolve(path)).header("content-type", "application/json");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return send(with(key, request(path)));
    }

    private static HttpResponse<String> post(String path, String key, String body)
            throws IOException, InterruptedException {
        return send(with(key, request(path)).header(Guard.HEADER, "1").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder with(String key, HttpRequest.Builder request) {
        return key.isEmpty() ? request : request.header("authorization", "Bearer " + key);
    }
}
