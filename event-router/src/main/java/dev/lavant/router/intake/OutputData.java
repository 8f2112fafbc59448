package dev.lavant.router.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lavant.router.result.Emitted;
import dev.lavant.schemas.json.AvroJson;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Outputs as whoever speaks HTTP can read them: Avro as JSON, everything else as it stands in its topic.
public final class OutputData {
    static final String BATCH = "application/cloudevents-batch+json";

    private static final Logger LOG = LoggerFactory.getLogger(OutputData.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTENT_TYPE = "content-type";
    private static final String AVRO = "application/avro";
    private static final String BYTES = "application/octet-stream";
    private static final String JSON_TYPE = "application/json";
    private static final String ATTRIBUTE = "ce_";
    private static final byte[] NOTHING = {};

    private final AvroWire wire;

    /// @param wire knows the schemas of outputs
    public OutputData(AvroWire wire) {
        this.wire = wire;
    }

    /// Data and their media type.
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Content(String type, byte[] bytes) {}

    Content of(Emitted output) {
        byte[] value = output.value() == null ? NOTHING : output.value();
        String type = output.headers().getOrDefault(CONTENT_TYPE, BYTES);
        return type.startsWith(AVRO) ? readable(value) : new Content(type, value);
    }

    private Content readable(byte[] avro) {
        try {
            return new Content(JSON_TYPE, AvroJson.of(wire.decodeGeneric(avro)).getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableRecord | RegistryUnavailable asItIs) {
            LOG.atWarn().setCause(asItIs).log("output answered as Avro, its schema cannot be had");
            return new Content(AVRO, avro);
        }
    }

    /// Source: CloudEvents JSON format 1.0.2, section 4.
    byte[] batch(List<Emitted> outputs) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Emitted output : outputs) {
                write(output, json);
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing JSON to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private void write(Emitted output, JsonGenerator json) throws IOException {
        Content content = of(output);
        json.writeStartObject();
        for (var header : new TreeMap<>(output.headers()).entrySet()) {
            if (header.getKey().startsWith(ATTRIBUTE)) {
                json.writeStringField(header.getKey().substring(ATTRIBUTE.length()), header.getValue());
            }
        }
        json.writeStringField("datacontenttype", content.type());
        write(content, json);
        json.writeEndObject();
    }

    private static void write(Content content, JsonGenerator json) throws IOException {
        String type = content.type().toLowerCase(Locale.ROOT);
        if (type.startsWith(JSON_TYPE)) {
            json.writeFieldName("data");
            json.writeRawValue(new String(content.bytes(), StandardCharsets.UTF_8));
        } else if (type.startsWith("text/")) {
            json.writeStringField("data", new String(content.bytes(), StandardCharsets.UTF_8));
        } else {
            json.writeFieldName("data_base64");
            json.writeBinary(content.bytes());
        }
    }
}
