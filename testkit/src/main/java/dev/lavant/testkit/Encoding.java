package dev.lavant.testkit;

import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.FunctionManifest.Format;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.wire.AvroWire;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;

/// Turns what a test sends into a record's bytes.
record Encoding(AvroWire wire, ObjectMapper json) {

    byte[] encode(String topic, Object data) {
        return switch (data) {
            case IndexedRecord avro -> wire.encode(topic, avro);
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case byte[] bytes -> bytes;
            default -> toJson(data);
        };
    }

    private byte[] toJson(Object data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (IOException | RuntimeException notWritable) {
            throw new IllegalArgumentException(
                    "a " + data.getClass().getName() + " cannot be sent: it is no Avro record, String or byte[], and as"
                            + " JSON it cannot be written (" + notWritable.getMessage() + ")",
                    notWritable);
        }
    }

    /// A file's data, as Avro when a function that reads the topic takes a class generated from a schema.
    byte[] encode(String topic, EventFile file, Collection<FunctionManifest> functions) {
        Optional<Schema> schema = functions.stream()
                .filter(function -> function.settings().list(Setting.TOPICS).contains(topic))
                .map(function -> function.payload().data())
                .filter(data -> data.format() == Format.AVRO)
                .map(data -> schema(data.type()))
                .findFirst();
        return schema.isPresent() && file.text().isPresent()
                ? wire.encode(topic, avro(schema.get(), file.text().get()))
                : file.bytes();
    }

    private static IndexedRecord avro(Schema schema, String text) {
        try {
            return new GenericDatumReader<IndexedRecord>(schema)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, text));
        } catch (IOException | RuntimeException unfit) {
            throw new IllegalArgumentException(
                    "the data are not a " + schema.getFullName() + " in Avro's JSON: " + unfit.getMessage(), unfit);
        }
    }

    private static Schema schema(String type) {
        try {
            return SpecificData.get()
                    .getSchema(Class.forName(type, true, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException missing) {
            throw new UncheckedIOException(new IOException(type + " is not on the class path", missing));
        }
    }
}
