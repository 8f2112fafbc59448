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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/// Client of a Confluent-compatible schema registry: ids of schemas and schemas of ids, each asked for once.
///
/// Thread-safe. The first use of a schema blocks on an HTTP call of at most five seconds; afterwards
/// the answer comes from memory for as long as this object lives, since ids never change their schema.
///
/// Source: Confluent Schema Registry API reference, "POST /subjects/(subject)/versions" and "GET /schemas/ids/(id)".
public final class SchemaRegistry {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private final URI base;
    private final ConcurrentMap<String, ConcurrentMap<Schema, Integer>> ids = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CALL_TIMEOUT)
            .build();

    /// @param base for example `http://localhost:8081`
    public SchemaRegistry(URI base) {
        this.base = base;
    }

    /// The id of a schema under a subject; registers it when it is new there.
    ///
    /// @throws RegistryRefusal when the registry will not have it, e.g. 409: not compatible with the version before
    /// @throws RegistryUnavailable when the registry does not answer
    public int idOf(String subject, Schema schema) {
        var known = ids.computeIfAbsent(subject, _ -> new ConcurrentHashMap<>());
        Integer id = known.get(schema);
        if (id == null) {
            id = Integer.parseInt(field("id", call(register(subject, schema), subject)));
            known.put(schema, id);
            schemas.putIfAbsent(id, schema);
        }
        return id;
    }

    /// The schema that was registered with an id.
    ///
    /// @throws UnreadableRecord when the registry does not know the id
    /// @throws RegistryUnavailable when the registry does not answer
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Schema fetched = fetch(id);
        schemas.put(id, fetched);
        return fetched;
    }

    private Schema fetch(int id) {
        try {
            var request = request("/schemas/ids/" + id).GET().build();
            return new Schema.Parser().parse(field("schema", call(request, "schema id " + id)));
        } catch (RegistryRefusal refusal) {
            throw new UnreadableRecord("schema id " + id + " is not in the registry at " + base, refusal);
        } catch (SchemaParseException notAvro) {
            throw new UnreadableRecord("schema id " + id + " is not an Avro schema", notAvro);
        }
    }

    private HttpRequest register(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        return request(path).POST(BodyPublishers.ofString(body(schema))).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(CALL_TIMEOUT)
                .header("Content-Type", CONTENT_TYPE)
                .header("Accept", CONTENT_TYPE);
    }

    private String call(HttpRequest request, String subject) {
        HttpResponse<String> answer = answer(request);
        if (answer.statusCode() >= 500) {
            throw new RegistryUnavailable("schema registry at " + base + " answered " + answer.statusCode());
        }
        if (answer.statusCode() >= 400) {
            throw new RegistryRefusal(
                    answer.statusCode(),
                    "schema registry refused " + subject + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
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

    private static String field(String name, String body) {
        try (JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME && name.equals(json.currentName())) {
                    json.nextToken();
                    return json.getText();
                }
            }
        } catch (IOException notJson) {
            throw new RegistryUnavailable("schema registry answered what is not JSON: " + body, notJson);
        }
        throw new RegistryUnavailable("schema registry answered without '" + name + "': " + body);
    }
}
