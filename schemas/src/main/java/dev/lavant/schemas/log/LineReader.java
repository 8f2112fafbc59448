package dev.lavant.schemas.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Takes a line apart. Used once.
final class LineReader {
    private static final int HEX_DIGITS = 4;

    private final String line;
    private int at;

    LineReader(String line) {
        this.line = line;
    }

    static boolean ofAKey(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }

    /// All of it; empty when it is not written as a fact is.
    Optional<Map<String, String>> facts() {
        var facts = new LinkedHashMap<String, String>();
        while (at < line.length()) {
            int begin = at;
            while (at < line.length() && ofAKey(line.charAt(at))) {
                at++;
            }
            String key = line.substring(begin, at);
            if (key.isEmpty() || !skip('=')) {
                return Optional.empty();
            }
            Optional<String> value = value();
            if (value.isEmpty() || (at < line.length() && !skip(' '))) {
                return Optional.empty();
            }
            facts.putIfAbsent(key, value.get());
        }
        return Optional.of(facts);
    }

    private Optional<String> value() {
        if (skip('"')) {
            return quoted();
        }
        int begin = at;
        while (at < line.length() && line.charAt(at) != ' ') {
            at++;
        }
        return Optional.of(line.substring(begin, at));
    }

    private Optional<String> quoted() {
        var text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return Optional.of(text.toString());
            }
            if (c != '\\') {
                text.append(c);
            } else if (!escape(text)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean escape(StringBuilder to) {
        if (at == line.length()) {
            return false;
        }
        char c = line.charAt(at++);
        switch (c) {
            case '"', '\\' -> to.append(c);
            case 'n' -> to.append('\n');
            case 'r' -> to.append('\r');
            case 't' -> to.append('\t');
            case 'u' -> {
                return code(to);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean code(StringBuilder to) {
        if (at + HEX_DIGITS > line.length()) {
            return false;
        }
        String digits = line.substring(at, at + HEX_DIGITS);
        at += HEX_DIGITS;
        if (!digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return false;
        }
        to.append((char) Integer.parseInt(digits, 16));
        return true;
    }

    private boolean skip(char c) {
        if (at < line.length() && line.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }
}
