package dev.lavant.host.invoke;

import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.UnreadableRecord;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/// Turns a record's bytes into what a handler takes. Chosen once for a function, by its payload's type.
///
/// Thread-safe.
public interface PayloadReader {

    /// The payload in these bytes.
    ///
    /// @throws UnreadableRecord when these bytes can never be read
    /// @throws RegistryUnavailable when they may be readable once the registry is back
    Object read(byte[] bytes);

    /// The reader for a handler that takes `type`.
    ///
    /// @param json used for types that are neither Avro, text nor bytes
    static PayloadReader of(Argument<?> type, AvroWire wire, ObjectMapper json) {
        Class<?> payload = type.getType();
        if (SpecificRecord.class.isAssignableFrom(payload)) {
            Class<? extends SpecificRecord> specific = payload.asSubclass(SpecificRecord.class);
            return bytes -> wire.decode(bytes, specific);
        }
        if (GenericRecord.class.isAssignableFrom(payload)) {
            return wire::decodeGeneric;
        }
        if (payload == byte[].class) {
            return bytes -> bytes;
        }
        return payload == String.class ? PayloadReader::text : bytes -> fromJson(bytes, type, json);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new UnreadableRecord("not UTF-8 text: " + bytes.length + " bytes", notText);
        }
    }

    private static Object fromJson(byte[] bytes, Argument<?> type, ObjectMapper json) {
        try {
            Object value = json.readValue(bytes, type);
            if (value == null) {
                throw new UnreadableRecord(
                        "JSON null is not a " + type.getType().getSimpleName());
            }
            return value;
        } catch (IOException | IllegalArgumentException notReadable) {
            throw new UnreadableRecord(
                    "not a JSON " + type.getType().getSimpleName() + ": " + notReadable.getMessage(), notReadable);
        }
    }
}
