package dev.lavant.cli.show;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes one JSON object on one line. Field values are strings, whole numbers, [BigDecimal], booleans,
/// [Instant] (as RFC 3339), [Raw], and [Optional] of these (empty is null).
public final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    /// Text that is JSON already.
    public record Raw(String json) {}

    private JsonLine() {}

    /// The fields in the map's order.
    public static String of(Map<String, Object> fields) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing JSON to memory failed", impossible);
        }
        return text.toString();
    }

    private static void writeAll(JsonGenerator json, List<?> values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            write(json, value);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Instant instant -> json.writeString(instant.toString());
            case List<?> several -> writeAll(json, several);
            case Raw raw -> json.writeRawValue(raw.json());
            case Optional<?> maybe when maybe.isPresent() -> write(json, maybe.get());
            case Optional<?> _ -> json.writeNull();
            default -> throw new IllegalArgumentException("no JSON for a " + value.getClass());
        }
    }
}
