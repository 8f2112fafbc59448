package dev.lavant.filter.cesql;

import java.util.regex.Pattern;

/// Makes a value one of another type. Source: CESQL 1.0.0, section 3.7.
final class Casts {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}"); // Java would take other digits, too

    private Casts() {}

    static Result cast(Value value, Type to) {
        if (value.type() == to) {
            return value;
        }
        return switch (to) {
            case STRING -> new Value.Text(value.asText());
            case INTEGER -> integer(value);
            case BOOLEAN -> bool(value);
        };
    }

    private static Result integer(Value value) {
        return switch (value) {
            case Value.Int number -> number;
            case Value.Bool(boolean truth) -> new Value.Int(truth ? 1 : 0);
            case Value.Text(String text) -> integer(text);
        };
    }

    private static Result integer(String text) {
        if (WHOLE.matcher(text).matches()) {
            try {
                return new Value.Int(Integer.parseInt(text));
            } catch (NumberFormatException _) {
                return failed(text, Type.INTEGER); // beyond 32 bits
            }
        }
        return failed(text, Type.INTEGER);
    }

    private static Result bool(Value value) {
        return switch (value) {
            case Value.Bool truth -> truth;
            case Value.Int(int number) -> new Value.Bool(number != 0);
            case Value.Text(String text) ->
                text.equalsIgnoreCase("true")
                        ? new Value.Bool(true)
                        : text.equalsIgnoreCase("false") ? new Value.Bool(false) : failed(text, Type.BOOLEAN);
        };
    }

    private static Failed failed(String text, Type to) {
        return new Failed(Failed.Kind.CAST, "'" + text + "' is not " + to.word(), to.zero());
    }
}
