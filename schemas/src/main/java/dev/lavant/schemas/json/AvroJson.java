package dev.lavant.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/// An Avro record as JSON for people: decimals are numbers, dates and timestamps are ISO 8601, other bytes
/// are hex, and a union's value stands by itself. (Avro's own JSON wraps the latter and shows decimals as bytes.)
public final class AvroJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AvroJson() {}

    /// One JSON object, on one line.
    public static String of(GenericRecord value) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, value.getSchema(), value);
        } catch (IOException impossible) {
            throw new IllegalStateException("writing JSON to memory failed", impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Schema schema, Object value) throws IOException {
        switch (schema.getType()) {
            case RECORD -> writeRecord(json, (IndexedRecord) value);
            case ARRAY -> writeArray(json, schema, (Collection<?>) value);
            case MAP -> writeMap(json, schema, (Map<?, ?>) value);
            case UNION -> write(json, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
            case BYTES -> writeBytes(json, schema.getLogicalType(), bytes((ByteBuffer) value));
            case FIXED -> writeBytes(json, schema.getLogicalType(), ((GenericFixed) value).bytes());
            case INT -> writeInt(json, schema.getLogicalType(), (Integer) value);
            case LONG -> writeLong(json, schema.getLogicalType(), (Long) value);
            case FLOAT -> json.writeNumber((Float) value);
            case DOUBLE -> json.writeNumber((Double) value);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case STRING, ENUM -> json.writeString(value.toString());
            case NULL -> json.writeNull();
        }
    }

    private static void writeRecord(JsonGenerator json, IndexedRecord record) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : record.getSchema().getFields()) {
            json.writeFieldName(field.name());
            write(json, field.schema(), record.get(field.pos()));
        }
        json.writeEndObject();
    }

    private static void writeArray(JsonGenerator json, Schema schema, Collection<?> elements) throws IOException {
        json.writeStartArray();
        for (Object element : elements) {
            write(json, schema.getElementType(), element);
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, Schema schema, Map<?, ?> entries) throws IOException {
        json.writeStartObject();
        for (var entry : entries.entrySet()) {
            json.writeFieldName(entry.getKey().toString());
            write(json, schema.getValueType(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeBytes(JsonGenerator json, LogicalType meaning, byte[] bytes) throws IOException {
        if (meaning instanceof LogicalTypes.Decimal decimal) {
            json.writeNumber(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString());
        } else {
            json.writeString(HexFormat.of().formatHex(bytes));
        }
    }

    private static void writeInt(JsonGenerator json, LogicalType meaning, int value) throws IOException {
        if (meaning instanceof LogicalTypes.Date) {
            json.writeString(LocalDate.ofEpochDay(value).toString());
        } else {
            json.writeNumber(value);
        }
    }

    private static void writeLong(JsonGenerator json, LogicalType meaning, long value) throws IOException {
        switch (meaning) {
            case LogicalTypes.TimestampMillis _ ->
                json.writeString(Instant.ofEpochMilli(value).toString());
            case LogicalTypes.TimestampMicros _ ->
                json.writeString(Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString());
            case null, default -> json.writeNumber(value);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
