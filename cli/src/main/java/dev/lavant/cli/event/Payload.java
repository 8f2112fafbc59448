package dev.lavant.cli.event;

import dev.lavant.cli.content.ReadableValue;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.json.AvroFromJson;
import dev.lavant.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/// What an event carries, as bytes.
///
/// @param type the CloudEvents type when nobody names one
/// @param contentType the media type of the bytes
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record Payload(byte[] bytes, String type, String contentType) {
    private static final String PLAIN_TYPE = "lavant.event";

    /// The text as it is; it is called JSON when it is an object or an array.
    static Payload text(String text) {
        return new Payload(
                text.getBytes(StandardCharsets.UTF_8),
                PLAIN_TYPE,
                ReadableValue.isJson(text) ? "application/json" : "text/plain");
    }

    /// JSON written as Avro; registers the schema when it is new to the topic.
    static Payload avro(String topic, String schema, String json, AvroWire wire) {
        try {
            var parsed = new Schema.Parser().parse(schema);
            byte[] bytes = wire.encode(topic, AvroFromJson.of(parsed, json));
            return new Payload(bytes, parsed.getFullName(), "application/avro");
        } catch (SchemaParseException notASchema) {
            throw unfit("the schema is not Avro", notASchema);
        } catch (IllegalArgumentException mismatch) {
            throw unfit("the data does not fit the schema", mismatch);
        }
    }

    private static CommandFailed unfit(String what, RuntimeException cause) {
        return new CommandFailed(
                        Exit.CHECK_FAILED,
                        what,
                        String.valueOf(cause.getMessage()),
                        "Nothing was sent. Mend it and type it again.")
                .causedBy(cause);
    }
}
