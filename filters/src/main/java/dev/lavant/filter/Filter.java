package dev.lavant.filter;

import dev.lavant.filter.cesql.EventView;
import dev.lavant.filter.cesql.Expression;
import dev.lavant.filter.cesql.Mistakes;
import dev.lavant.filter.cesql.Mistakes.Mistake;
import dev.lavant.filter.cesql.NotCesql;
import dev.lavant.filter.cesql.Parser;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which events a function wants, read once and asked of every event.
///
/// A text that begins with a bracket is JSON of CloudEvents subscriptions, any other is CESQL, which cannot begin so.
/// Thread-safe.
public final class Filter {
    private final String text;
    private final Condition condition;

    private Filter(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /// Reads a filter.
    ///
    /// @throws IllegalArgumentException saying where it stops making sense
    public static Filter parse(String text) {
        String stripped = text.strip();
        boolean json = stripped.startsWith("[") || stripped.startsWith("{");
        return new Filter(text, json ? Dialects.read(text) : sql(text));
    }

    private static Condition sql(String text) {
        try {
            return new Condition.Sql(text, Parser.parse(text));
        } catch (NotCesql notOne) {
            throw new IllegalArgumentException(placed(notOne, text), notOne);
        }
    }

    /// What is wrong with a CESQL text, and where.
    static String placed(NotCesql notOne, String text) {
        return placed(String.valueOf(notOne.getMessage()), notOne.column(), text);
    }

    private static String placed(String why, int column, String text) {
        return why + ", at column " + column + " of: " + text;
    }

    /// What can only go wrong, whatever the event: a function that does not exist, a value that is neither true
    /// nor false. Such a filter can be asked, but an author should not get away with it.
    public List<String> mistakes() {
        return placed(condition, expression -> Mistakes.in(expression).stream()).toList();
    }

    /// What is a filter and hardly meant: `AND` after `OR` without brackets.
    public List<String> doubts() {
        return placed(condition, Mistakes::doubts).toList();
    }

    private static Stream<String> placed(Condition condition, Function<Expression, Stream<Mistake>> look) {
        return switch (condition) {
            case Condition.Sql sql ->
                look.apply(sql.expression()).map(found -> placed(found.why(), found.column(), sql.text()));
            case Condition.All all -> all.conditions().stream().flatMap(one -> placed(one, look));
            case Condition.Any any -> any.conditions().stream().flatMap(one -> placed(one, look));
            case Condition.Not not -> placed(not.condition(), look);
            case Condition.Exact _, Condition.Prefix _, Condition.Suffix _ -> Stream.empty();
        };
    }

    /// The filter as it was written.
    public String text() {
        return text;
    }

    /// Asks it.
    public Verdict ask(EventView event) {
        return condition.ask(event);
    }

    /// Why an event does not get through, for people: the parts that decide, with what the event has there.
    public String because(EventView event) {
        return Reasons.of(condition, event);
    }

    /// What it needs of an event at least, when attributes are text: of each set one anchor. Empty when any event might
    /// get through.
    public List<Set<Anchor>> anchors() {
        return Anchors.of(condition);
    }
}
