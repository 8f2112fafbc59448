package dev.lavant.cli.show;

import java.util.HexFormat;

/// Text of strangers made safe to print: control characters become visible, so that no line breaks
/// in the middle and no escape sequence reaches the terminal.
public final class OneLine {
    private OneLine() {}

    /// The text with each control character written out, e.g. a line feed as `\n` and an escape as `\u001b`.
    public static String of(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        var line = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> line.append(Character.isISOControl(c) ? escaped((char) c) : (char) c));
        return line.toString();
    }

    private static String escaped(char control) {
        return switch (control) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u" + HexFormat.of().toHexDigits(control);
        };
    }
}
