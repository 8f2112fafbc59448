package dev.lavant.cli.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.lavant.cli.show.JsonLine;
import dev.lavant.cli.show.OneLine;
import dev.lavant.schemas.json.AvroJson;
import dev.lavant.schemas.json.PrintableText;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The bytes of a key or value as a person can read them.
public sealed interface ReadableValue {
    /// More bytes than this are counted and not shown.
    int SHOWN_BYTES = 64;

    /// There is no value: a tombstone in a compacted topic.
    record None() implements ReadableValue {}

    /// Avro in the Confluent wire format, as JSON.
    record Avro(String json) implements ReadableValue {}

    /// Text that is JSON.
    record Json(String json) implements ReadableValue {}

    /// Any other text in UTF-8.
    record Text(String text) implements ReadableValue {}

    /// What is none of these.
    ///
    /// @param bytes how many there are
    /// @param hex the first of them
    record Binary(int bytes, String hex) implements ReadableValue {}

    /// Reads bytes as Avro when they carry a schema's id that the registry knows, else as text, else as they are.
    static ReadableValue of(byte @Nullable [] bytes, AvroWire wire) {
        if (bytes == null) {
            return new None();
        }
        return avro(bytes, wire)
                .or(() -> text(bytes))
                .orElseGet(() -> new Binary(
                        bytes.length, HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length))));
    }

    /// On one line of a terminal.
    default String shown() {
        return switch (this) {
            case None() -> "(none)";
            case Avro(String json) -> OneLine.of(json);
            case Json(String json) -> OneLine.of(json);
            case Text(String text) -> OneLine.of(text);
            case Binary(int bytes, String hex) -> "(" + bytes + " bytes) " + hex + (bytes > SHOWN_BYTES ? "..." : "");
        };
    }

    /// As the value of a JSON field.
    default Object field() {
        return switch (this) {
            case None() -> Optional.empty();
            case Avro(String json) -> new JsonLine.Raw(json);
            case Json(String json) -> new JsonLine.Raw(json.lines().collect(Collectors.joining(" ")));
            case Text(String text) -> text;
            case Binary(int _, String hex) -> hex;
        };
    }

    /// How the bytes were read.
    default String encoding() {
        return switch (this) {
            case None() -> "none";
            case Avro _ -> "avro";
            case Json _ -> "json";
            case Text _ -> "text";
            case Binary _ -> "hex";
        };
    }

    private static Optional<ReadableValue> avro(byte[] bytes, AvroWire wire) {
        if (!AvroWire.looksFramed(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Avro(AvroJson.of(wire.decodeGeneric(bytes))));
        } catch (UnreadableRecord _) {
            return Optional.empty();
        }
    }

    private static Optional<ReadableValue> text(byte[] bytes) {
        return PrintableText.of(bytes).map(text -> isJson(text) ? new Json(text) : new Text(text));
    }

    /// An object or an array; a bare number or word is text.
    static boolean isJson(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return false;
        }
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException _) {
            return false;
        }
    }
}
