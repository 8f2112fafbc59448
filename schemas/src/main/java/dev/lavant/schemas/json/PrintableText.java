package dev.lavant.schemas.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes as text that a terminal or a page may show.
public final class PrintableText {
    private static final String MAY_BE_THERE = "\n\r\t";

    private PrintableText() {}

    /// The text of bytes; empty when they are not UTF-8, or hold control characters other than line breaks and tabs.
    public static Optional<String> of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean printable = text.chars().allMatch(c -> !Character.isISOControl(c) || MAY_BE_THERE.indexOf(c) >= 0);
            return printable ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
