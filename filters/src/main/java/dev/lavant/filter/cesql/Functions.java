package dev.lavant.filter.cesql;

import static dev.lavant.filter.cesql.Type.BOOLEAN;
import static dev.lavant.filter.cesql.Type.INTEGER;
import static dev.lavant.filter.cesql.Type.STRING;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The functions that there are: those of CESQL 1.0.0, section 3.5, the explicit casts that it takes for
/// granted (`INT`, `BOOL`, `STRING`, and `IS_INT`, `IS_BOOL` beside them), and two of our own, `HEADER` and
/// `HAS_HEADER`.
public final class Functions {
    private static final int MANY = Integer.MAX_VALUE;

    /// White space as Unicode has it, which is not what Java's `strip` removes.
    private static final Pattern AROUND = Pattern.compile("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$");

    private static final List<Function> ALL = List.of(
            new Function("ABS", 1, 1, List.of(INTEGER), INTEGER, (in, _) -> absolute(number(in, 0))),
            new Function("BOOL", 1, 1, List.of(BOOLEAN), BOOLEAN, (in, _) -> in.getFirst()),
            new Function("CONCAT", 0, MANY, List.of(STRING), STRING, (in, _) -> joined("", in)),
            new Function("CONCAT_WS", 1, MANY, List.of(STRING), STRING, Functions::joinedWith),
            new Function("HAS_HEADER", 1, 1, List.of(STRING), BOOLEAN, Functions::hasHeader),
            new Function("HEADER", 1, 1, List.of(STRING), STRING, Functions::header),
            new Function("INT", 1, 1, List.of(INTEGER), INTEGER, (in, _) -> in.getFirst()),
            new Function("IS_BOOL", 1, 1, List.of(STRING), BOOLEAN, (in, _) -> castable(in, BOOLEAN)),
            new Function("IS_INT", 1, 1, List.of(STRING), BOOLEAN, (in, _) -> castable(in, INTEGER)),
            new Function("LEFT", 2, 2, List.of(STRING, INTEGER), STRING, (in, _) -> left(in)),
            new Function("LENGTH", 1, 1, List.of(STRING), INTEGER, (in, _) -> new Value.Int(length(text(in, 0)))),
            new Function("LOWER", 1, 1, List.of(STRING), STRING, (in, _) -> changed(in, Functions::lower)),
            new Function("RIGHT", 2, 2, List.of(STRING, INTEGER), STRING, (in, _) -> right(in)),
            new Function("STRING", 1, 1, List.of(STRING), STRING, (in, _) -> in.getFirst()),
            new Function("SUBSTRING", 2, 3, List.of(STRING, INTEGER, INTEGER), STRING, (in, _) -> substring(in)),
            new Function("TRIM", 1, 1, List.of(STRING), STRING, (in, _) -> changed(in, Functions::trimmed)),
            new Function("UPPER", 1, 1, List.of(STRING), STRING, (in, _) -> changed(in, Functions::upper)));

    private Functions() {}

    /// The function of a name, in whatever case, that takes that many arguments.
    static Optional<Function> of(String name, int arguments) {
        return ALL.stream()
                .filter(function -> function.name().equalsIgnoreCase(name))
                .filter(function -> function.least() <= arguments && arguments <= function.most())
                .findFirst();
    }

    /// All names, for messages.
    static String names() {
        return ALL.stream().map(Function::name).collect(Collectors.joining(", "));
    }

    /// Whether there is a function of that name, for however many arguments.
    static boolean known(String name) {
        return ALL.stream().anyMatch(function -> function.name().equalsIgnoreCase(name));
    }

    private static Result absolute(int number) {
        return number == Integer.MIN_VALUE
                ? new Failed(
                        Failed.Kind.MATH,
                        "the absolute value of " + number + " does not fit in 32 bits",
                        new Value.Int(Integer.MAX_VALUE))
                : new Value.Int(Math.abs(number));
    }

    private static Result joined(String delimiter, List<Value> parts) {
        return new Value.Text(parts.stream().map(Value::asText).collect(Collectors.joining(delimiter)));
    }

    private static Result joinedWith(List<Value> in, EventView event) {
        return joined(text(in, 0), in.subList(1, in.size()));
    }

    private static Result header(List<Value> in, EventView event) {
        return event.header(text(in, 0))
                .<Result>map(Value.Text::new)
                .orElseGet(() -> new Failed(
                        Failed.Kind.MISSING_ATTRIBUTE, "the event has no header '" + text(in, 0) + "'", STRING.zero()));
    }

    private static Result hasHeader(List<Value> in, EventView event) {
        return new Value.Bool(event.header(text(in, 0)).isPresent());
    }

    private static Result castable(List<Value> in, Type to) {
        return new Value.Bool(Casts.cast(in.getFirst(), to) instanceof Value);
    }

    private static Result changed(List<Value> in, UnaryOperator<String> change) {
        return new Value.Text(change.apply(text(in, 0)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String trimmed(String text) {
        return AROUND.matcher(text).replaceAll("");
    }

    private static Result left(List<Value> in) {
        int length = length(text(in, 0));
        return number(in, 1) < 0
                ? negative("LEFT", in)
                : new Value.Text(part(text(in, 0), 0, Math.min(length, number(in, 1))));
    }

    private static Result right(List<Value> in) {
        int length = length(text(in, 0));
        return number(in, 1) < 0
                ? negative("RIGHT", in)
                : new Value.Text(part(text(in, 0), Math.max(0, length - number(in, 1)), length));
    }

    private static Failed negative(String name, List<Value> in) {
        return new Failed(
                Failed.Kind.FUNCTION_EVALUATION, name + " cannot take " + number(in, 1) + " characters", in.getFirst());
    }

    private static Result substring(List<Value> in) {
        String text = text(in, 0);
        int length = length(text);
        int position = number(in, 1);
        int count = in.size() == 3 ? number(in, 2) : length;
        if (position > length || position < -length || count < 0) {
            return new Failed(
                    Failed.Kind.FUNCTION_EVALUATION,
                    "'" + text + "' has no " + count + " characters from position " + position,
                    STRING.zero());
        }
        if (position == 0) {
            return STRING.zero();
        }
        int from = position > 0 ? position - 1 : length + position;
        return new Value.Text(part(text, from, from + Math.min(count, length - from)));
    }

    /// In characters, not in Java's halves of them: section 3.1.
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String part(String text, int from, int to) {
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private static String text(List<Value> in, int index) {
        return in.get(index).asText();
    }

    private static int number(List<Value> in, int index) {
        return in.get(index) instanceof Value.Int(int number) ? number : 0;
    }
}
