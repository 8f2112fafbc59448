package dev.lavant.console.watch;

import dev.lavant.schemas.json.AvroJson;
import dev.lavant.schemas.json.PrintableText;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes of a key or value as a person can read them, cut where they are too long for a page.
///
/// @param encoding avro, text, hex or none
record Readable(String encoding, String text) {
    private static final int SHOWN_BYTES = 64;
    private static final int SHOWN_CHARACTERS = 4_000;

    static Readable of(byte @Nullable [] bytes, AvroWire wire, Mask mask) {
        if (bytes == null) {
            return new Readable("none", "");
        }
        return avro(bytes, wire, mask)
                .or(() -> text(bytes, mask))
                .orElseGet(() -> new Readable(
                        "hex",
                        mask.opaque(HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length))
                                + (bytes.length > SHOWN_BYTES ? " … (" + bytes.length + " bytes)" : ""))));
    }

    private static Optional<Readable> avro(byte[] bytes, AvroWire wire, Mask mask) {
        if (!AvroWire.looksFramed(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Readable("avro", cut(mask.content(AvroJson.of(wire.decodeGeneric(bytes))))));
        } catch (UnreadableRecord _) {
            return Optional.empty();
        }
    }

    private static Optional<Readable> text(byte[] bytes, Mask mask) {
        return PrintableText.of(bytes).map(text -> new Readable("text", cut(mask.content(text))));
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, SHOWN_CHARACTERS) + " … (" + text.length() + " characters)";
    }
}
