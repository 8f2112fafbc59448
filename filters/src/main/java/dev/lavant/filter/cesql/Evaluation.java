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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an expression is worth for an event. It always ends, never throws, and stops at the first error.
///
/// Source: CESQL 1.0.0, section 3. Where that leaves it open: the arithmetic of 32 bits wraps around, as it
/// does in other implementations.
///
/// @param event that it is about
public record Evaluation(EventView event) {

    /// Its value, or the first error.
    public Result of(Expression expression) {
        return switch (expression) {
            case Literal(Value value, Expression.Span _) -> value;
            case Attribute attribute -> attribute(attribute);
            case Exists(String name, Expression.Span _) ->
                new Value.Bool(event.attribute(name).isPresent());
            case Not(Expression operand, Expression.Span _) -> not(operand);
            case Negate(Expression operand, Expression.Span _) -> negate(operand);
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case Equality equality -> equality(equality);
            case Order order -> order(order);
            case Logic logic -> logic(logic);
            case Like like -> like(like);
            case In in -> in(in);
            case Call call -> call(call);
        };
    }

    private Result attribute(Attribute attribute) {
        Optional<Value> value = event.attribute(attribute.name());
        return value.isPresent() ? value.get() : attribute.missing();
    }

    private Result as(Type type, Expression operand) {
        return switch (of(operand)) {
            case Value value -> Casts.cast(value, type);
            case Failed failed -> failed;
        };
    }

    /// What an operator is worth when its operand failed.
    private static Result failed(Result operand, Type operator) {
        return operand instanceof Failed failed ? failed.within(operator) : operator.zero();
    }

    private Result not(Expression operand) {
        Result result = as(Type.BOOLEAN, operand);
        return result instanceof Value.Bool(boolean truth) ? new Value.Bool(!truth) : failed(result, Type.BOOLEAN);
    }

    private Result negate(Expression operand) {
        Result result = as(Type.INTEGER, operand);
        return result instanceof Value.Int(int number) ? new Value.Int(-number) : failed(result, Type.INTEGER);
    }

    private Result arithmetic(Arithmetic operation) {
        Result left = as(Type.INTEGER, operation.left());
        if (!(left instanceof Value.Int(int x))) {
            return failed(left, Type.INTEGER);
        }
        Result right = as(Type.INTEGER, operation.right());
        if (!(right instanceof Value.Int(int y))) {
            return failed(right, Type.INTEGER);
        }
        return switch (operation.operator()) {
            case TIMES -> new Value.Int(x * y);
            case DIVIDE -> y == 0 ? byZero(x, "/") : new Value.Int(x / y);
            case MODULO -> y == 0 ? byZero(x, "%") : new Value.Int(x % y);
            case PLUS -> new Value.Int(x + y);
            case MINUS -> new Value.Int(x - y);
        };
    }

    private static Failed byZero(int x, String operator) {
        return new Failed(Failed.Kind.MATH, x + " " + operator + " 0 has no value", Type.INTEGER.zero());
    }

    /// The type of the right side says which equality is meant: section 3.7.
    private Result equality(Equality equality) {
        Result left = of(equality.left());
        if (!(left instanceof Value x)) {
            return failed(left, Type.BOOLEAN);
        }
        Result right = of(equality.right());
        if (!(right instanceof Value y)) {
            return failed(right, Type.BOOLEAN);
        }
        return switch (Casts.cast(x, y.type())) {
            case Value same -> new Value.Bool(same.equals(y) == equality.equal());
            case Failed failed -> failed.within(Type.BOOLEAN);
        };
    }

    private Result order(Order order) {
        Result left = as(Type.INTEGER, order.left());
        if (!(left instanceof Value.Int(int x))) {
            return failed(left, Type.BOOLEAN);
        }
        Result right = as(Type.INTEGER, order.right());
        if (!(right instanceof Value.Int(int y))) {
            return failed(right, Type.BOOLEAN);
        }
        return new Value.Bool(
                switch (order.operator()) {
                    case LESS -> x < y;
                    case AT_MOST -> x <= y;
                    case MORE -> x > y;
                    case AT_LEAST -> x >= y;
                });
    }

    private Result logic(Logic logic) {
        Result left = as(Type.BOOLEAN, logic.left());
        if (!(left instanceof Value.Bool(boolean x))) {
            return failed(left, Type.BOOLEAN);
        }
        boolean decided = switch (logic.operator()) {
            case AND -> !x;
            case OR -> x;
            case XOR -> false;
        };
        if (decided) {
            return left;
        }
        Result right = as(Type.BOOLEAN, logic.right());
        if (!(right instanceof Value.Bool(boolean y))) {
            return failed(right, Type.BOOLEAN);
        }
        return logic.operator() == Logic.Operator.XOR ? new Value.Bool(x != y) : right;
    }

    private Result like(Like like) {
        Result left = as(Type.STRING, like.left());
        return left instanceof Value.Text(String text)
                ? new Value.Bool(like.pattern().matches(text) == like.like())
                : failed(left, Type.BOOLEAN);
    }

    /// The type of the left side is that of the whole set: section 3.7.
    private Result in(In in) {
        Result left = of(in.left());
        if (!(left instanceof Value x)) {
            return failed(left, Type.BOOLEAN);
        }
        for (Expression element : in.set()) {
            Result one = as(x.type(), element);
            if (one instanceof Failed failed) {
                return failed.within(Type.BOOLEAN);
            }
            if (one.equals(x)) {
                return new Value.Bool(in.in());
            }
        }
        return new Value.Bool(!in.in());
    }

    private Result call(Call call) {
        if (call.function().isEmpty()) {
            return new Failed(Failed.Kind.MISSING_FUNCTION, Mistakes.missing(call), Type.BOOLEAN.zero());
        }
        Function function = call.function().get();
        List<Value> arguments = new ArrayList<>(call.arguments().size());
        for (int i = 0; i < call.arguments().size(); i++) {
            Result argument = as(function.takes(i), call.arguments().get(i));
            if (!(argument instanceof Value value)) {
                return failed(argument, function.gives());
            }
            arguments.add(value);
        }
        return function.body().apply(arguments, event);
    }
}
