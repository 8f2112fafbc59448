package dev.lavant.schemas.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A fact as a line of a log: `at=2026-06-01T12:03:00.120Z level=INFO function=price message="no price for o-1"`.
///
/// Keys are of letters, digits, `_`, `.` and `-`. A value stands bare when it has neither spaces nor quotes, `=` nor
/// characters that cannot be seen; else it stands in double quotes, in which `\"`, `\\`, `\n`, `\r`, `\t` and `\u001b`
/// stand for what they do in Java. So whatever is logged, a fact is one line.
///
/// @param facts by their names, in their order; `at` is the first
public record LogLine(Map<String, String> facts) {
    /// What a value may hold; more is cut off.
    static final int LONGEST_VALUE = 16_384;

    private static final String FIRST = Facts.AT + "=";
    private static final String CUT_OFF = "…";

    public LogLine {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// The fact on a line; empty when it is none of a host: what a JVM prints when it dies, for example.
    public static Optional<LogLine> read(String line) {
        if (!line.startsWith(FIRST)) {
            return Optional.empty();
        }
        return new LineReader(line)
                .facts()
                .filter(facts -> time(facts.getOrDefault(Facts.AT, "")).isPresent())
                .map(LogLine::new);
    }

    /// When it was.
    public Instant at() {
        return time(fact(Facts.AT).orElse(""))
                .orElseThrow(() -> new IllegalStateException("a fact without a time: " + facts));
    }

    /// One part of it.
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /// As it is written.
    public String written() {
        var line = new StringBuilder(256);
        facts.forEach((name, value) -> {
            if (!line.isEmpty()) {
                line.append(' ');
            }
            key(name, line);
            line.append('=');
            value(value, line);
        });
        return line.toString();
    }

    private static void key(String name, StringBuilder to) {
        if (name.isEmpty()) {
            to.append('_');
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            to.append(LineReader.ofAKey(c) ? c : '_');
        }
    }

    private static void value(String whole, StringBuilder to) {
        String value = whole.length() <= LONGEST_VALUE ? whole : whole.substring(0, LONGEST_VALUE) + CUT_OFF;
        if (!value.isEmpty() && value.chars().noneMatch(LogLine::needsQuotes)) {
            to.append(value);
            return;
        }
        to.append('"');
        value.chars().forEach(c -> escaped((char) c, to));
        to.append('"');
    }

    private static boolean needsQuotes(int c) {
        return c == '"' || c == '=' || c == '\\' || Character.isWhitespace(c) || hidden(c);
    }

    private static boolean hidden(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || Character.isSurrogate((char) c);
    }

    private static void escaped(char c, StringBuilder to) {
        switch (c) {
            case '"' -> to.append("\\\"");
            case '\\' -> to.append("\\\\");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                if (hidden(c)) {
                    to.append(String.format("\\u%04x", (int) c));
                } else {
                    to.append(c);
                }
            }
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
