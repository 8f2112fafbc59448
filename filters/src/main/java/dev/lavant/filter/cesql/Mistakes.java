package dev.lavant.filter.cesql;

import dev.lavant.filter.cesql.Expression.Arithmetic;
import dev.lavant.filter.cesql.Expression.Attribute;
import dev.lavant.filter.cesql.Expression.Call;
import dev.lavant.filter.cesql.Expression.Equality;
import dev.lavant.filter.cesql.Expression.Exists;
import dev.lavant.filter.cesql.Expression.In;
import dev.lavant.filter.cesql.Expression.Like;
import dev.lavant.filter.cesql.Expression.Literal;
import dev.lavant.filter.cesql.Expression.Logic;
import dev.lavant.filter.cesql.Expression.Negate;
import dev.lavant.filter.cesql.Expression.Not;
import dev.lavant.filter.cesql.Expression.Order;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be known to go wrong before there is an event. Source: CESQL 1.0.0, section 3.3: "some error checks
/// SHOULD be done at compile time".
public final class Mistakes {

    private static final EventView NO_EVENT = new EventView() {
        @Override
        public Optional<Value> attribute(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }
    };

    private Mistakes() {}

    /// Something that can only go wrong.
    ///
    /// @param column from 1
    public record Mistake(String why, int column) {}

    /// The mistakes in a filter, in the order of the text; empty when none is seen.
    public static List<Mistake> in(Expression filter) {
        return Stream.concat(inParts(filter), notATruth(filter).stream()).toList();
    }

    /// What is right and hardly meant: `a OR b AND c` is `(a OR b) AND c` in CESQL, and `a OR (b AND c)` in SQL.
    public static Stream<Mistake> doubts(Expression filter) {
        Stream<Mistake> here = filter instanceof Logic logic && logic.grouping() == Logic.Grouping.UNLIKE_SQL
                ? Stream.of(mistake(
                        "CESQL reads AND and OR from left to right, so that this AND joins all before it: write the"
                                + " brackets",
                        logic.right()))
                : Stream.empty();
        return Stream.concat(parts(filter).stream().flatMap(Mistakes::doubts), here);
    }

    private static Stream<Mistake> inParts(Expression expression) {
        if (expression instanceof Call call && call.function().isEmpty()) {
            return Stream.of(mistake(missing(call), call));
        }
        List<Mistake> inside =
                parts(expression).stream().flatMap(Mistakes::inParts).toList();
        if (!inside.isEmpty() || !constant(expression)) {
            return inside.stream();
        }
        return new Evaluation(NO_EVENT).of(expression) instanceof Failed failed
                ? Stream.of(mistake(failed.why(), expression))
                : Stream.empty();
    }

    private static Mistake mistake(String why, Expression at) {
        return new Mistake(why, at.span().from() + 1);
    }

    /// Why there is no such function.
    static String missing(Call call) {
        return Functions.known(call.name())
                ? call.name() + " does not take " + call.arguments().size()
                        + (call.arguments().size() == 1 ? " argument" : " arguments")
                : "there is no function " + call.name() + ", but " + Functions.names();
    }

    /// Attributes are text in Kafka, so that a bare one is as little a filter as `1 + 1` is.
    private static Optional<Mistake> notATruth(Expression filter) {
        return switch (filter) {
            case Attribute attribute ->
                Optional.of(mistake(
                        "attributes are text, and a filter is true or false: write BOOL(" + attribute.name()
                                + ") or EXISTS " + attribute.name(),
                        filter));
            case Arithmetic _, Negate _ -> Optional.of(mistake("a filter is true or false, not a number", filter));
            case Literal literal
            when literal.value().type() != Type.BOOLEAN ->
                Optional.of(mistake(
                        "a filter is true or false, not "
                                + literal.value().type().word(),
                        filter));
            case Call call ->
                call.function()
                        .filter(function -> function.gives() != Type.BOOLEAN)
                        .map(function -> mistake(
                                "a filter is true or false, and " + function.name() + " gives "
                                        + function.gives().word(),
                                filter));
            case Literal _, Exists _, Not _, Equality _, Order _, Logic _, Like _, In _ -> Optional.empty();
        };
    }

    private static boolean constant(Expression expression) {
        return switch (expression) {
            case Attribute _, Exists _ -> false;
            case Call call when call.name().toUpperCase(Locale.ROOT).endsWith("HEADER") -> false;
            default -> parts(expression).stream().allMatch(Mistakes::constant);
        };
    }

    /// The expressions of which one is made.
    public static List<Expression> parts(Expression expression) {
        return switch (expression) {
            case Literal _, Attribute _, Exists _ -> List.of();
            case Not not -> List.of(not.operand());
            case Negate negate -> List.of(negate.operand());
            case Arithmetic arithmetic -> List.of(arithmetic.left(), arithmetic.right());
            case Equality equality -> List.of(equality.left(), equality.right());
            case Order order -> List.of(order.left(), order.right());
            case Logic logic -> List.of(logic.left(), logic.right());
            case Like like -> List.of(like.left());
            case In in -> Stream.concat(Stream.of(in.left()), in.set().stream()).toList();
            case Call call -> call.arguments();
        };
    }
}
