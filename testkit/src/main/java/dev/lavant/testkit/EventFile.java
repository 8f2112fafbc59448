package dev.lavant.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// An event in a file: a CloudEvent in structured JSON, from `src/test/events`, a path, or the class path.
///
/// Sources: CloudEvents JSON format 1.0.2, section 3; partitioning extension (`partitionkey` is the record's key).
record EventFile(JsonNode json) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("src/test/events");
    private static final Set<String> NO_ATTRIBUTES = Set.of("data", "data_base64", "datacontenttype", "partitionkey");

    /// @throws IllegalArgumentException when there is no such file or it holds no CloudEvent
    static EventFile of(String name) {
        JsonNode json = parsed(name);
        if (!json.isObject() || json.path("type").asText().isEmpty()) {
            throw new IllegalArgumentException(name + " is not a CloudEvent in structured JSON: it needs at least"
                    + " {\"specversion\": \"1.0\", \"id\": …, \"source\": …, \"type\": …, \"data\": …}");
        }
        return new EventFile(json);
    }

    private static JsonNode parsed(String name) {
        for (Path path : new Path[] {FOLDER.resolve(name), Path.of(name)}) {
            if (Files.isRegularFile(path)) {
                return parsed(path);
            }
        }
        try (InputStream resource =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("there is no event " + name + " in " + FOLDER.toAbsolutePath()
                        + ", as a path, or on the class path");
            }
            return JSON.readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " is not JSON", unreadable);
        }
    }

    private static JsonNode parsed(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " is not JSON", unreadable);
        }
    }

    Optional<String> key() {
        return Optional.ofNullable(json.get("partitionkey")).map(JsonNode::asText);
    }

    Consumer<SentEvent> attributes() {
        return event -> json.properties().stream()
                .filter(entry -> !NO_ATTRIBUTES.contains(entry.getKey()))
                .forEach(entry ->
                        event.attribute(entry.getKey(), entry.getValue().asText()));
    }

    /// The data as JSON text; empty when they are binary.
    Optional<String> text() {
        return Optional.ofNullable(json.get("data")).map(JsonNode::toString);
    }

    /// The data as they travel: binary, text as it is, or JSON.
    byte[] bytes() {
        if (json.has("data_base64")) {
            return Base64.getDecoder().decode(json.get("data_base64").asText());
        }
        JsonNode data = json.path("data");
        String text = data.isTextual() ? data.asText() : data.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
