package dev.lavant.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/// The OpenAPI document of the ingress, as tests hold the ingress to it.
final class OpenApi {
    private final Map<String, Map<String, Map<String, Object>>> paths;
    private final Map<String, Object> document;

    private OpenApi(Map<String, Object> document) {
        this.document = document;
        this.paths = cast(document.get("paths"));
    }

    static OpenApi read() {
        try (var file = Ingress.class.getResourceAsStream("openapi.yaml")) {
            return new OpenApi(cast(new Yaml().load(Objects.requireNonNull(file))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked") // YAML has no types of its own
    private static <T> T cast(Object parsed) {
        return (T) parsed;
    }

    /// All operations, as `POST /events/{topic}`.
    TreeSet<String> operations() {
        var operations = new TreeSet<String>();
        paths.forEach((path, methods) ->
                methods.keySet().forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    /// The whole document.
    Map<String, Object> document() {
        return document;
    }

    /// Makes sure that an answer may be given to such a request.
    void requireDocumented(String method, String path, int status) {
        for (var operation : paths.entrySet()) {
            if (matches(operation.getKey(), path)
                    && operation.getValue().containsKey(method.toLowerCase(Locale.ROOT))) {
                Map<String, Object> responses = cast(Objects.requireNonNull(operation
                        .getValue()
                        .get(method.toLowerCase(Locale.ROOT))
                        .get("responses")));
                assertThat(responses.keySet())
                        .as("answers to " + method + " " + path + " in openapi.yaml")
                        .contains(Integer.toString(status));
                return;
            }
        }
        assertThat(status)
                .as("no operation in openapi.yaml is " + method + " " + path)
                .isIn(404, 405);
    }

    private static boolean matches(String template, String path) {
        List<String> wanted = Arrays.asList(template.split("/", -1));
        List<String> given = Arrays.asList(path.split("/", -1));
        if (wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).startsWith("{") && !wanted.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }
}
