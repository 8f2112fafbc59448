package dev.lavant.schemas.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Client of a Confluent-compatible schema registry: ids of schemas and schemas of ids, each asked for once.
///
/// Thread-safe. The first use of a schema blocks on an HTTP call of at most five seconds; afterwards
/// the answer comes from memory for as long as this object lives, since ids never change their schema.
///
/// Source: Confluent Schema Registry API reference, "POST /subjects/(subject)/versions" and "GET /schemas/ids/(id)".
public final class SchemaRegistry implements Schemas {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String AVRO = "AVRO";
    private static final String UNKNOWN_SCHEMA = "40403";
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private final String base;
    private final ConcurrentMap<String, ConcurrentMap<Schema, Integer>> ids = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private @Nullable HttpClient http;

    /// @param base for example `http://localhost:8081`; a slash at its end is left out
    public SchemaRegistry(URI base) {
        this.base = base.toString().replaceFirst("/+$", "");
    }

    /// Made for the first call: it sets up TLS, which a host that starts has no time for.
    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CALL_TIMEOUT)
                    .build();
        }
        return http;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        var known = ids.computeIfAbsent(subject, _ -> new ConcurrentHashMap<>());
        Integer id = known.get(schema);
        if (id == null) {
            id = register(subject, schema);
            know(subject, schema, id);
        }
        return id;
    }

    /// From now on the id is not asked for.
    public void know(String subject, Schema schema, int id) {
        ids.computeIfAbsent(subject, _ -> new ConcurrentHashMap<>()).put(schema, id);
        schemas.putIfAbsent(id, schema);
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Schema fetched = fetch(id);
        schemas.put(id, fetched);
        return fetched;
    }

    /// A schema with the id that it was registered with.
    public record Registered(int id, Schema schema) {}

    /// The newest schema of a subject; empty when it has none.
    ///
    /// @throws RegistryUnavailable when the registry does not answer, or not as a registry that lets us in
    public Optional<Schema> latest(String subject) {
        return newest(subject).map(Registered::schema);
    }

    /// The same with its id, which is known from then on. Empty also when it is no Avro schema but one of another type.
    ///
    /// @throws RegistryUnavailable when the registry does not answer, or not as a registry that lets us in
    public Optional<Registered> newest(String subject) {
        HttpResponse<String> answer = answer(request("/subjects/" + encoded(subject) + "/versions/latest")
                .GET()
                .build());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        String body = succeeded(answer);
        if (!field("schemaType", body).orElse(AVRO).equals(AVRO)) {
            return Optional.empty();
        }
        String text = field("schema", body).orElseThrow(() -> without("schema", answer));
        int id = field("id", body).map(Integer::valueOf).orElseThrow(() -> without("id", answer));
        var newest = new Registered(
                id, new Schema.Parser().setValidateDefaults(false).parse(text));
        know(subject, newest.schema(), id);
        return Optional.of(newest);
    }

    /// Why a schema cannot become the next of a subject; empty when it can.
    ///
    /// @throws RegistryUnavailable when the registry does not answer, or not as a registry that lets us in
    public Optional<String> incompatibility(String subject, Schema schema) {
        String path = "/compatibility/subjects/" + encoded(subject) + "/versions/latest?verbose=true";
        HttpResponse<String> answer =
                answer(request(path).POST(BodyPublishers.ofString(body(schema))).build());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        if (answer.statusCode() == 422) {
            return Optional.of(answer.body());
        }
        boolean compatible = field("is_compatible", succeeded(answer))
                .map(Boolean::valueOf)
                .orElseThrow(() -> without("is_compatible", answer));
        return compatible ? Optional.empty() : Optional.of(answer.body());
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private Schema fetch(int id) {
        HttpResponse<String> answer = answer(request("/schemas/ids/" + id).GET().build());
        if (saysUnknown(answer)) {
            throw new UnreadableRecord("schema id " + id + " is not in the registry at " + base);
        }
        String text = field("schema", succeeded(answer)).orElseThrow(() -> without("schema", answer));
        try {
            // a writer's defaults are never used for reading, so that a wrong one must not make its records unreadable
            return new Schema.Parser().setValidateDefaults(false).parse(text);
        } catch (AvroRuntimeException notAvro) {
            throw new UnreadableRecord("schema id " + id + " is not an Avro schema", notAvro);
        }
    }

    /// A 404 without this code is a wrong address, which is no fault of the record.
    private static boolean saysUnknown(HttpResponse<String> answer) {
        return answer.statusCode() == 404
                && field("error_code", answer.body())
                        .filter(UNKNOWN_SCHEMA::equals)
                        .isPresent();
    }

    private int register(String subject, Schema schema) {
        String path = "/subjects/" + encoded(subject) + "/versions";
        HttpResponse<String> answer =
                answer(request(path).POST(BodyPublishers.ofString(body(schema))).build());
        if (answer.statusCode() == 409 || answer.statusCode() == 422) {
            throw new RegistryRefusal(
                    answer.statusCode(),
                    "schema registry refused " + subject + ": " + answer.statusCode() + " " + answer.body());
        }
        return field("id", succeeded(answer)).map(Integer::valueOf).orElseThrow(() -> without("id", answer));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(CALL_TIMEOUT)
                .header("Content-Type", CONTENT_TYPE)
                .header("Accept", CONTENT_TYPE);
    }

    private String succeeded(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new RegistryUnavailable(
                    "schema registry at " + base + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private RegistryUnavailable without(String field, HttpResponse<String> answer) {
        return new RegistryUnavailable(
                "schema registry at " + base + " answered without '" + field + "': " + answer.body());
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http().send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new RegistryUnavailable("schema registry at " + base + " is not reachable", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable("interrupted while asking the schema registry", interrupted);
        }
    }

    private static String body(Schema schema) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("schema", schema.toString());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing JSON to memory failed", impossible);
        }
        return text.toString();
    }

    private static Optional<String> field(String name, String body) {
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = name.equals(json.currentName());
                json.nextToken();
                if (wanted) {
                    return Optional.of(json.getText());
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // not JSON: a proxy's page, for example
        }
    }
}
