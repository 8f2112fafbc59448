package dev.lavant.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Plain HTTP calls to a registry, as curl would make them.
record Rest(URI base) {
    private static final String V1_JSON = "application/vnd.schemaregistry.v1+json";

    /// Status and body of an answer, to compare at once.
    record Answer(int status, String body) {
        Answer {
            body = body.strip();
        }
    }

    Answer get(String path) {
        return answer(call(to(path).GET()));
    }

    Answer post(String path, String body) {
        return answer(call(to(path).POST(BodyPublishers.ofString(body))));
    }

    Answer put(String path, String body) {
        return answer(call(to(path).PUT(BodyPublishers.ofString(body))));
    }

    Answer delete(String path) {
        return answer(call(to(path).DELETE()));
    }

    /// The body of a POST with a schema.
    static String schema(String schema) {
        return "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", V1_JSON);
    }

    static HttpResponse<String> call(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body());
    }
}
