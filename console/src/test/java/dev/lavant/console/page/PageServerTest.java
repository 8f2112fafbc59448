package dev.lavant.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.console.picture.Picture;
import dev.lavant.console.picture.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageServerTest {
    private static final int MOST_BYTES = 60_000;
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Picture PICTURE = new Picture();
    private static final Feed FEED = new Feed(PICTURE);
    private static PageServer server;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        PICTURE.take(Said.deployed());
        server = start(0);
        http = HttpClient.newHttpClient();
    }

    private static PageServer start(int port) {
        return PageServer.start(
                new PageServer.Place("localhost", port, "--console-port"),
                new PageServer.Shown(PICTURE, FEED),
                Doorman.open(),
                (order, who, tenant) -> {
                    throw new IllegalStateException("nothing is asked for here: " + order);
                });
    }

    @AfterAll
    static void stop() {
        FEED.close();
        server.close();
        http.close();
    }

    @Test
    void the_whole_page_is_lighter_than_60_kilobytes_over_the_wire() {
        assertThat(new Assets().packedBytes()).isBetween(1_000, MOST_BYTES);
    }

    @Test
    void a_file_goes_packed_and_once() throws Exception {
        var packed = get("/main.js", "Accept-Encoding", "gzip");
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        String tag = packed.headers().firstValue("etag").orElseThrow();

        assertThat(get("/main.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("/main.js", "If-None-Match", "\"other\"").body()).contains("import");
    }

    @Test
    void prometheus_gets_the_functions_and_nothing_that_is_not_known() throws Exception {
        var answer = get("/metrics", "Accept", "text/plain");

        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=");
        assertThat(answer.body())
                .contains("# TYPE lavant_function_lag_known gauge\n", "process_cpu_seconds_total ")
                .containsPattern("lavant_function_lag_known\\{function=\"[a-z]+\",tenant=\"[a-z]+\"} 0.0")
                .doesNotContain("lavant_function_waiting_events", "lavant_function_cost_today");
    }

    @Test
    void no_script_style_or_connection_but_ours_is_allowed_on_any_answer() throws Exception {
        for (String path : List.of("/", "/main.js", "/api/platform", "/nothing")) {
            var headers = get(path, "Accept", "*/*").headers();
            assertThat(headers.firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("cross-origin-resource-policy")).contains("same-origin");
        }
        assertThat(get("/", "Accept", "*/*").body()).doesNotContain("style=", "onclick=", "http:", "https:");
    }

    @Test
    void a_name_that_somebody_else_chose_for_this_machine_is_not_answered() throws Exception {
        assertThat(plain("evil.example")).startsWith("HTTP/1.1 421");
        assertThat(plain("localhost.evil.example")).startsWith("HTTP/1.1 421");
        assertThat(plain("localhost:" + server.url().getPort())).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_taken_port_is_said_with_the_option_that_chooses_another() {
        int taken = server.url().getPort();

        assertThatThrownBy(() -> start(taken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("port " + taken + " is in use: stop what listens there, or choose another one for the"
                        + " console with --console-port");
    }

    @Test
    void what_is_not_there_is_said_with_what_to_do() throws Exception {
        assertThat(get("/nothing.js", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(get("/openapi.yaml", "Accept", "*/*").body()).contains("/api/functions/{name}/pause:");
        var function = get("/api/functions/nobody", "Accept", "*/*");
        assertThat(function.statusCode()).isEqualTo(404);
        assertThat(function.body())
                .isEqualTo("{\"error\":\"there is no function 'nobody'\",\"fix\":\"See them:  lavant ls\"}");
        assertThat(get("/api/functions/" + Said.NAME, "Accept", "*/*").body()).startsWith("{\"points\":[");
    }

    @Test
    void who_comes_gets_everything_and_who_comes_back_what_was_missed() throws Exception {
        FEED.send(NOON);
        List<String> first = messages("", 1);
        String id = first.getFirst().replaceFirst("(?s).*id: (\\S+).*", "$1");
        assertThat(first.getFirst()).contains("event: snapshot", "\"lag\":null");
        FEED.send(NOON.plusSeconds(1));
        FEED.send(NOON.plusSeconds(2));

        assertThat(messages(id, 2)).allSatisfy(message -> assertThat(message).contains("event: tick"));
        assertThat(messages(id, 2).getFirst())
                .contains("\"at\":" + NOON.plusSeconds(1).toEpochMilli());
        assertThat(messages("another-run-7", 1).getFirst()).contains("event: snapshot");
    }

    private static List<String> messages(String lastId, int count) throws Exception {
        HttpResponse<InputStream> answer =
                http.send(request("/api/stream", "Last-Event-ID", lastId), BodyHandlers.ofInputStream());
        var messages = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var message = new StringBuilder();
            while (messages.size() < count) {
                String line = lines.readLine();
                if (line.isEmpty()) {
                    messages.add(message.toString());
                    message.setLength(0);
                } else {
                    message.append(line).append('\n');
                }
            }
        }
        return messages;
    }

    private static HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        return http.send(request(path, header, value), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String header, String value) {
        var request = HttpRequest.newBuilder(server.url().resolve(path));
        return (value.isEmpty() ? request : request.header(header, value)).build();
    }

    /// Java's client does not let a test choose the host.
    private static String plain(String host) throws IOException {
        URI url = server.url();
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
