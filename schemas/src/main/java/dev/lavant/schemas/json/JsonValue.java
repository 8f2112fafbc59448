package dev.lavant.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON text taken apart.
sealed interface JsonValue {
    /// More of a value than this is not repeated to whoever typed it.
    int SHOWN = 40;

    record Fields(Map<String, JsonValue> byName) implements JsonValue {}

    record Elements(List<JsonValue> inOrder) implements JsonValue {}

    record Text(String text) implements JsonValue {}

    record Numeric(BigDecimal number) implements JsonValue {}

    record Truth(boolean truth) implements JsonValue {}

    record Null() implements JsonValue {}

    /// Takes a text apart.
    ///
    /// @throws IllegalArgumentException saying where it stops being JSON
    static JsonValue parse(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            JsonValue value = read(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON value");
            }
            return value;
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not JSON" + place(notJson), notJson);
        }
    }

    private static JsonValue read(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> fields(json);
            case START_ARRAY -> elements(json);
            case VALUE_STRING -> new Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeric(json.getDecimalValue());
            case VALUE_TRUE -> new Truth(true);
            case VALUE_FALSE -> new Truth(false);
            case VALUE_NULL -> new Null();
            case null, default -> throw new IllegalArgumentException("not JSON: there is no value");
        };
    }

    private static Fields fields(JsonParser json) throws IOException {
        var fields = new LinkedHashMap<String, JsonValue>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, read(json));
        }
        return new Fields(fields);
    }

    private static Elements elements(JsonParser json) throws IOException {
        var elements = new ArrayList<JsonValue>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(json));
        }
        return new Elements(elements);
    }

    /// The parser's own words are about the parser.
    private static String place(IOException notJson) {
        return notJson instanceof JsonProcessingException at && at.getLocation() != null
                ? " from line " + at.getLocation().getLineNr() + ", column "
                        + at.getLocation().getColumnNr() + " on"
                : "";
    }

    /// As one says what was typed.
    default String said() {
        return switch (this) {
            case Fields _ -> "an object";
            case Elements _ -> "an array";
            case Text(String text) ->
                "the text '" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
            case Numeric(BigDecimal number) -> number.precision() > SHOWN ? "a long number" : number.toString();
            case Truth(boolean truth) -> String.valueOf(truth);
            case Null() -> "null";
        };
    }
}
