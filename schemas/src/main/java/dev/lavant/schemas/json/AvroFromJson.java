package dev.lavant.schemas.json;

import dev.lavant.schemas.json.JsonValue.Elements;
import dev.lavant.schemas.json.JsonValue.Fields;
import dev.lavant.schemas.json.JsonValue.Null;
import dev.lavant.schemas.json.JsonValue.Numeric;
import dev.lavant.schemas.json.JsonValue.Text;
import dev.lavant.schemas.json.JsonValue.Truth;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// Makes an Avro record of JSON: the reverse of [AvroJson]. Fields may come in any
/// order, and those with a default may be left out; a union takes the first branch that fits.
public final class AvroFromJson {
    private static final int LONGEST_NUMBER = 1_000;
    private static final int MOST_NAMED = 5;

    private AvroFromJson() {}

    /// Makes a record of a JSON object.
    ///
    /// @throws IllegalArgumentException naming the field that does not fit the schema
    public static GenericRecord of(Schema schema, String json) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "the schema must be a record, it is " + schema.getType().getName());
        }
        return record(schema, JsonValue.parse(json), schema.getName());
    }

    private static @Nullable Object value(Schema schema, JsonValue json, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, json, path);
            case UNION -> union(schema, json, path);
            case ARRAY -> array(schema, json, path);
            case MAP -> map(schema, json, path);
            case BYTES -> ByteBuffer.wrap(bytes(schema, json, path));
            case FIXED -> new GenericData.Fixed(schema, bytes(schema, json, path));
            case INT -> (int) whole(schema, json, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(schema, json, path, Long.MIN_VALUE, Long.MAX_VALUE);
            default -> simple(schema, json, path);
        };
    }

    private static @Nullable Object simple(Schema schema, JsonValue json, String path) {
        var type = schema.getType();
        return switch (json) {
            case Numeric(BigDecimal number)
            when type == Schema.Type.FLOAT && Float.isFinite(number.floatValue()) -> number.floatValue();
            case Numeric(BigDecimal number)
            when type == Schema.Type.DOUBLE && Double.isFinite(number.doubleValue()) -> number.doubleValue();
            case Truth(boolean truth) when type == Schema.Type.BOOLEAN -> truth;
            case Text(String text) when type == Schema.Type.STRING -> text;
            case Text(String text)
            when type == Schema.Type.ENUM && schema.hasEnumSymbol(text) -> new GenericData.EnumSymbol(schema, text);
            case Null() when type == Schema.Type.NULL -> null;
            default -> throw mismatch(schema, json, path);
        };
    }

    private static GenericRecord record(Schema schema, JsonValue json, String path) {
        if (!(json instanceof Fields(var given))) {
            throw mismatch(schema, json, path);
        }
        var unknown = given.keySet().stream()
                .filter(name -> schema.getField(name) == null)
                .limit(MOST_NAMED)
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(path + " has no field " + unknown + ", only "
                    + schema.getFields().stream().map(Schema.Field::name).toList());
        }
        var record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            String at = path + "." + field.name();
            var value = Optional.ofNullable(given.get(field.name()));
            record.put(field.pos(), value.isPresent() ? value(field.schema(), value.get(), at) : missing(field, at));
        }
        return record;
    }

    private static Object missing(Schema.Field field, String path) {
        if (!field.hasDefaultValue()) {
            throw new IllegalArgumentException(path + " is missing, a " + described(field.schema()));
        }
        return GenericData.get().getDefaultValue(field);
    }

    private static @Nullable Object union(Schema schema, JsonValue json, String path) {
        for (Schema branch : schema.getTypes()) {
            try {
                return value(branch, json, path);
            } catch (IllegalArgumentException _) {
                continue; // another branch may fit
            }
        }
        throw mismatch(schema, json, path);
    }

    private static Object array(Schema schema, JsonValue json, String path) {
        if (!(json instanceof Elements(List<JsonValue> elements))) {
            throw mismatch(schema, json, path);
        }
        var array = new GenericData.Array<@Nullable Object>(elements.size(), schema);
        elements.forEach(element -> array.add(value(schema.getElementType(), element, path + "[]")));
        return array;
    }

    private static Object map(Schema schema, JsonValue json, String path) {
        if (!(json instanceof Fields(var entries))) {
            throw mismatch(schema, json, path);
        }
        var map = new HashMap<String, @Nullable Object>();
        entries.forEach((key, value) -> map.put(key, value(schema.getValueType(), value, path + "." + key)));
        return map;
    }

    private static byte[] bytes(Schema schema, JsonValue json, String path) {
        try {
            return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                    ? decimal(decimal, schema, json)
                    : HexFormat.of().parseHex(text(schema, json, path));
        } catch (ArithmeticException | IllegalArgumentException _) {
            throw mismatch(schema, json, path);
        }
    }

    /// The unscaled number, big-endian; a fixed is filled up with the sign.
    private static byte[] decimal(LogicalTypes.Decimal decimal, Schema schema, JsonValue json) {
        var number = json instanceof Numeric(BigDecimal given) ? given : typed(text(schema, json, ""));
        if ((long) number.precision() - number.scale() > decimal.getPrecision() - decimal.getScale()) {
            throw new ArithmeticException(number + " has more digits than " + decimal.getPrecision());
        }
        byte[] unscaled = number.setScale(decimal.getScale()).unscaledValue().toByteArray();
        if (schema.getType() != Schema.Type.FIXED) {
            return unscaled;
        }
        int padding = schema.getFixedSize() - unscaled.length;
        if (padding < 0) {
            throw new ArithmeticException(number + " does not fit into " + schema.getFixedSize() + " bytes");
        }
        byte[] fixed = new byte[schema.getFixedSize()];
        Arrays.fill(fixed, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(unscaled, 0, fixed, padding, unscaled.length);
        return fixed;
    }

    /// A number of a million digits takes seconds to read.
    private static BigDecimal typed(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new ArithmeticException("a number has " + LONGEST_NUMBER + " characters at most");
        }
        return new BigDecimal(text);
    }

    private static long whole(Schema schema, JsonValue json, String path, long min, long max) {
        try {
            long number = json instanceof Numeric(BigDecimal given)
                    ? given.longValueExact()
                    : time(schema, text(schema, json, path));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (ArithmeticException | DateTimeException _) {
            throw mismatch(schema, json, path);
        }
        throw mismatch(schema, json, path);
    }

    private static long time(Schema schema, String text) {
        return switch (schema.getLogicalType()) {
            case LogicalTypes.Date _ -> LocalDate.parse(text).toEpochDay();
            case LogicalTypes.TimestampMillis _ -> Instant.parse(text).toEpochMilli();
            case LogicalTypes.TimestampMicros _ -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
            case null, default -> throw new DateTimeException("no date or time is wanted");
        };
    }

    private static String text(Schema schema, JsonValue json, String path) {
        if (json instanceof Text(String text)) {
            return text;
        }
        throw mismatch(schema, json, path);
    }

    private static IllegalArgumentException mismatch(Schema schema, JsonValue json, String path) {
        return new IllegalArgumentException(path + " must be a " + described(schema) + ", was " + json.said());
    }

    private static String described(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                String.join(
                        " or ",
                        schema.getTypes().stream().map(AvroFromJson::described).toList());
            case ENUM -> "one of " + schema.getEnumSymbols();
            case RECORD -> "record " + schema.getName();
            default ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getLogicalType().getName();
        };
    }
}
