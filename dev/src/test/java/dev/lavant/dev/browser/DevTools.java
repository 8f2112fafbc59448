package dev.lavant.dev.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/// The Chrome DevTools protocol: calls with answers, and events, over one WebSocket.
final class DevTools implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_SECONDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final BiConsumer<String, JsonNode> onEvent;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final StringBuilder message = new StringBuilder(); // of the socket's thread
    private volatile String session = "";

    DevTools(URI address, BiConsumer<String, JsonNode> onEvent) {
        this.onEvent = onEvent;
        this.socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /// From now on, calls are to this page.
    void use(String page) {
        session = page;
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        int id = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        ObjectNode call = JSON.createObjectNode().put("id", id).put("method", method);
        call.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            call.put("sessionId", session);
        }
        socket.sendText(call.toString(), true).join();
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(method + " " + parameters + ": " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void take(String text) {
        JsonNode said = read(text);
        CompletableFuture<JsonNode> answer =
                said.has("id") ? answers.remove(said.get("id").asInt()) : null;
        if (answer == null) {
            onEvent.accept(said.path("method").asText(), said.path("params"));
        } else if (said.has("error")) {
            answer.completeExceptionally(
                    new IllegalStateException(said.get("error").toString()));
        } else {
            answer.complete(said.path("result"));
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
