package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A producer that speaks HTTP, and trusts the OpenAPI document.
final class HttpEvents implements AutoCloseable {
    private static final OpenApi OPEN_API = OpenApi.read();

    private final HttpClient client;
    private final URI ingress;

    HttpEvents(URI ingress) {
        this(ingress, HttpClient.newHttpClient());
    }

    /// @param client closed with this
    HttpEvents(URI ingress, HttpClient client) {
        this.ingress = ingress;
        this.client = client;
    }

    /// The least that makes a binary-mode CloudEvent.
    static Map<String, String> binary() {
        return Map.of("ce-specversion", "1.0", "ce-id", "e-1", "ce-source", "/shop", "ce-type", "shop.sold");
    }

    /// The same event as no other.
    static Map<String, String> unique() {
        var headers = new HashMap<>(binary());
        headers.put("ce-id", UUID.randomUUID().toString());
        return headers;
    }

    HttpResponse<String> post(String topic, Map<String, String> headers, String body) {
        return send("/events/" + topic, headers, BodyPublishers.ofString(body, UTF_8));
    }

    HttpResponse<String> call(String function, Map<String, String> headers, String body) {
        return send("/functions/" + function, headers, BodyPublishers.ofString(body, UTF_8));
    }

    HttpResponse<String> postBytes(String topic, Map<String, String> headers, byte[] body) {
        return send("/events/" + topic, headers, BodyPublishers.ofByteArray(body));
    }

    /// With `transfer-encoding: chunked`: the server learns the length only at the end.
    HttpResponse<String> postChunked(String topic, Map<String, String> headers, byte[] body) {
        return send("/events/" + topic, headers, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(ingress.resolve(path)).GET());
    }

    private HttpResponse<String> send(String path, Map<String, String> headers, BodyPublisher body) {
        List<String> flat = new ArrayList<>();
        headers.forEach((name, value) -> flat.addAll(List.of(name, value)));
        var request = HttpRequest.newBuilder(ingress.resolve(path)).POST(body);
        return send(flat.isEmpty() ? request : request.headers(flat.toArray(String[]::new)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var sent = request.timeout(Duration.ofSeconds(90)).build();
            var answer = client.send(sent, BodyHandlers.ofString(UTF_8));
            OPEN_API.requireDocumented(sent.method(), sent.uri().getRawPath(), answer.statusCode());
            return answer;
        } catch (IOException unanswered) {
            throw new AssertionError("the ingress did not answer", unanswered);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
