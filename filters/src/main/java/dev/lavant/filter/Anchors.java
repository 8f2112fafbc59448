package dev.lavant.filter;

import dev.lavant.filter.cesql.Expression;
import dev.lavant.filter.cesql.Expression.Attribute;
import dev.lavant.filter.cesql.Expression.Equality;
import dev.lavant.filter.cesql.Expression.In;
import dev.lavant.filter.cesql.Expression.Literal;
import dev.lavant.filter.cesql.Expression.Logic;
import dev.lavant.filter.cesql.Value;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds what a filter needs of an event at least, for one whose attributes are text.
///
///     type = 'a' AND region IN ('x', 'y')      {type: a} or else {region: x, region: y}; either will do
///     type = 'a' OR region = 'x'               {type: a, region: x}
///     type LIKE 'a%'                           nothing
final class Anchors {
    private Anchors() {}

    /// Sets of which the event must have an anchor each; empty when any event might get through.
    static List<Set<Anchor>> of(Condition condition) {
        return switch (condition) {
            case Condition.Exact(Field.OfEvent field, String value) -> List.of(Set.of(new Anchor(field.name(), value)));
            case Condition.All all ->
                all.conditions().stream().flatMap(one -> of(one).stream()).toList();
            case Condition.Any any ->
                union(any.conditions().stream().map(Anchors::of).toList());
            case Condition.Sql sql -> of(sql.expression());
            case Condition.Exact _, Condition.Prefix _, Condition.Suffix _, Condition.Not _ -> List.of();
        };
    }

    private static List<Set<Anchor>> of(Expression expression) {
        return switch (expression) {
            case Logic logic
            when logic.operator() == Logic.Operator.AND ->
                Stream.concat(of(logic.left()).stream(), of(logic.right()).stream())
                        .toList();
            case Logic logic
            when logic.operator() == Logic.Operator.OR -> union(List.of(of(logic.left()), of(logic.right())));
            case Equality equality when equality.equal() -> anchors(equality.left(), List.of(equality.right()));
            case In in when in.in() -> anchors(in.left(), in.set());
            default -> List.of();
        };
    }

    private static List<Set<Anchor>> anchors(Expression attribute, List<Expression> values) {
        if (!(attribute instanceof Attribute named)) {
            return List.of();
        }
        Set<Anchor> anchors = values.stream()
                .flatMap(value -> text(value).stream())
                .map(text -> new Anchor(named.name(), text))
                .collect(Collectors.toSet());
        return anchors.size() == Set.copyOf(values).size() ? List.of(anchors) : List.of();
    }

    private static Optional<String> text(Expression value) {
        return value instanceof Literal literal && literal.value() instanceof Value.Text text
                ? Optional.of(text.text())
                : Optional.empty();
    }

    /// Any of several: the smallest set of each, together.
    private static List<Set<Anchor>> union(List<List<Set<Anchor>>> alternatives) {
        Set<Anchor> union = new HashSet<>();
        for (List<Set<Anchor>> one : alternatives) {
            if (one.isEmpty()) {
                return List.of();
            }
            union.addAll(one.stream().min(Comparator.comparingInt(Set::size)).orElseThrow());
        }
        return List.of(Set.copyOf(union));
    }
}
