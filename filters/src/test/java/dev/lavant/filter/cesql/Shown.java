package dev.lavant.filter.cesql;

/// A result as the tables of the tests write it: `'text'`, `7`, `true`, and after a value the error it came with.
final class Shown {
    private Shown() {}

    static String of(String expression, EventView event) {
        return of(new Evaluation(event).of(Parser.parse(expression)));
    }

    private static String of(Result result) {
        String value = of(result.value());
        return result instanceof Failed failed ? value + " " + failed.kind() : value;
    }

    private static String of(Value value) {
        return value instanceof Value.Text(String text) ? "'" + text + "'" : value.asText();
    }
}
