package dev.lavant.filter;

import dev.lavant.filter.cesql.Evaluation;
import dev.lavant.filter.cesql.EventView;
import dev.lavant.filter.cesql.Expression;
import dev.lavant.filter.cesql.Expression.Attribute;
import dev.lavant.filter.cesql.Expression.Exists;
import dev.lavant.filter.cesql.Expression.Logic;
import dev.lavant.filter.cesql.Failed;
import dev.lavant.filter.cesql.Mistakes;
import dev.lavant.filter.cesql.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says why an event does not get through a filter: the smallest parts that decide, each with what the event has there.
///
///     type = 'sold' AND (region = 'eu' OR vip = 'yes')   of an event with type sold, region us and vip no:
///     region = 'eu' is false (region is 'us'), vip = 'yes' is false (vip is 'no')
final class Reasons {
    private Reasons() {}

    static String of(Condition condition, EventView event) {
        return switch (condition) {
            case Condition.Exact exact -> has(exact.field(), event, ", not '" + exact.value() + "'");
            case Condition.Prefix prefix ->
                has(prefix.field(), event, ", which does not begin with '" + prefix.value() + "'");
            case Condition.Suffix suffix ->
                has(suffix.field(), event, ", which does not end with '" + suffix.value() + "'");
            case Condition.All all ->
                joined(
                        all.conditions().stream()
                                .filter(one -> refuses(one, event))
                                .limit(1),
                        event);
            case Condition.Any any -> joined(any.conditions().stream(), event);
            case Condition.Not _ -> "what stands under not is true";
            case Condition.Sql sql ->
                deciding(sql.expression(), event)
                        .map(part -> shown(part, sql.text(), event))
                        .collect(Collectors.joining(", "));
        };
    }

    private static String has(Field field, EventView event, String unlike) {
        return field.in(event)
                .map(value -> field.shown() + " is '" + value + "'" + unlike)
                .orElse("there is no " + field.shown());
    }

    private static boolean refuses(Condition condition, EventView event) {
        return !(condition.ask(event) instanceof Verdict.Matches);
    }

    private static String joined(Stream<Condition> conditions, EventView event) {
        return conditions.map(one -> of(one, event)).collect(Collectors.joining(", "));
    }

    /// Of `AND` the side that is not true, of `OR` both.
    private static Stream<Expression> deciding(Expression expression, EventView event) {
        if (!(expression instanceof Logic logic) || logic.operator() == Logic.Operator.XOR) {
            return Stream.of(expression);
        }
        boolean leftIsTrue = new Evaluation(event).of(logic.left()) instanceof Value.Bool(boolean truth) && truth;
        boolean and = logic.operator() == Logic.Operator.AND;
        if (and) {
            return deciding(leftIsTrue ? logic.right() : logic.left(), event);
        }
        return Stream.of(logic.left(), logic.right()).flatMap(side -> deciding(side, event));
    }

    private static String shown(Expression part, String text, EventView event) {
        String named = attributes(part)
                .distinct()
                .flatMap(name -> event.attribute(name).stream().map(value -> name + " is '" + value.asText() + "'"))
                .collect(Collectors.joining(", "));
        String verdict = switch (new Evaluation(event).of(part)) {
            case Failed failed -> "has no value: " + failed.why();
            case Value value -> "is " + value.asText();
        };
        return part.span().of(text) + " " + verdict + (named.isEmpty() ? "" : " (" + named + ")");
    }

    private static Stream<String> attributes(Expression part) {
        return switch (part) {
            case Attribute attribute -> Stream.of(attribute.name());
            case Exists exists -> Stream.of(exists.name());
            default -> {
                List<Expression> inside = Mistakes.parts(part);
                yield inside.stream().flatMap(Reasons::attributes);
            }
        };
    }
}
