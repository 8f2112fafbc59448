package dev.lavant.filter.cesql;

import dev.lavant.filter.cesql.Expression.Arithmetic;
import dev.lavant.filter.cesql.Expression.Equality;
import dev.lavant.filter.cesql.Expression.In;
import dev.lavant.filter.cesql.Expression.Like;
import dev.lavant.filter.cesql.Expression.Logic;
import dev.lavant.filter.cesql.Expression.Order;
import dev.lavant.filter.cesql.Expression.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a CESQL text. One method for each step of the order of precedence; operators of one step go from left
/// to right, and `AND`, `OR` and `XOR` are one step. Source: CESQL 1.0.0, sections 2 and 3.6.
public final class Parser {
    /// More than anybody writes, less than a thread's stack holds.
    private static final int DEEPEST = 200;

    /// A chain of operators is as deep as it is long.
    private static final int MOST_OPERATORS = 500;

    private static final Map<String, Arithmetic.Operator> MULTIPLICATIVE =
            Map.of("*", Arithmetic.Operator.TIMES, "/", Arithmetic.Operator.DIVIDE, "%", Arithmetic.Operator.MODULO);
    private static final Map<String, Arithmetic.Operator> ADDITIVE =
            Map.of("+", Arithmetic.Operator.PLUS, "-", Arithmetic.Operator.MINUS);
    private static final Map<String, Order.Operator> ORDERS = Map.of(
            "<", Order.Operator.LESS,
            "<=", Order.Operator.AT_MOST,
            ">", Order.Operator.MORE,
            ">=", Order.Operator.AT_LEAST);
    private static final Map<String, Boolean> EQUALITIES = Map.of("=", true, "!=", false, "<>", false);

    private final Cursor cursor;
    private int depth;
    private int operators;

    private Parser(String text) {
        this.cursor = new Cursor(Lexer.tokens(text));
    }

    /// Reads a text.
    ///
    /// @throws NotCesql when it is none, with the place
    public static Expression parse(String text) {
        var parser = new Parser(text);
        Expression expression = parser.expression();
        parser.cursor.requireEnd();
        return expression;
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw cursor.wrong("this is nested more than " + DEEPEST + " deep");
        }
        Expression left = comparison();
        boolean onlyAnd = true;
        for (Optional<Logic.Operator> operator = logic(); operator.isPresent(); operator = logic()) {
            Expression right = comparison();
            boolean and = operator.get() == Logic.Operator.AND;
            var grouping = and && !onlyAnd ? Logic.Grouping.UNLIKE_SQL : Logic.Grouping.PLAIN;
            left = counted(
                    new Logic(operator.get(), left, right, grouping, left.span().with(right.span())));
            onlyAnd = onlyAnd && and;
        }
        depth--;
        return left;
    }

    private Optional<Logic.Operator> logic() {
        for (Logic.Operator operator : Logic.Operator.values()) {
            if (cursor.takeKeyword(operator.name())) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Expression comparison() {
        Expression left = additive();
        while (true) {
            Optional<Boolean> equal = cursor.takeAny(EQUALITIES);
            Optional<Order.Operator> order = equal.isPresent() ? Optional.empty() : cursor.takeAny(ORDERS);
            if (equal.isEmpty() && order.isEmpty()) {
                return left;
            }
            Expression right = additive();
            Span span = left.span().with(right.span());
            left = counted(
                    order.isPresent()
                            ? new Order(order.get(), left, right, span)
                            : new Equality(equal.get(), left, right, span));
        }
    }

    private Expression additive() {
        Expression left = multiplicative();
        Optional<Arithmetic.Operator> operator = cursor.takeAny(ADDITIVE);
        while (operator.isPresent()) {
            left = counted(arithmetic(operator.get(), left, multiplicative()));
            operator = cursor.takeAny(ADDITIVE);
        }
        return left;
    }

    private Expression multiplicative() {
        Expression left = postfix();
        Optional<Arithmetic.Operator> operator = cursor.takeAny(MULTIPLICATIVE);
        while (operator.isPresent()) {
            left = counted(arithmetic(operator.get(), left, postfix()));
            operator = cursor.takeAny(MULTIPLICATIVE);
        }
        return left;
    }

    private Expression counted(Expression operation) {
        if (++operators > MOST_OPERATORS) {
            throw cursor.wrong("this follows operator " + MOST_OPERATORS + ", and there may be no more: name several"
                    + " values with IN");
        }
        return operation;
    }

    private static Expression arithmetic(Arithmetic.Operator operator, Expression left, Expression right) {
        return new Arithmetic(operator, left, right, left.span().with(right.span()));
    }

    /// `LIKE` and `IN`, with or without `NOT`.
    private Expression postfix() {
        Expression left = unary();
        while (true) {
            boolean negated = cursor.atKeyword("NOT") && cursor.takeKeyword("NOT");
            if (cursor.takeKeyword("LIKE")) {
                Token pattern = cursor.requireString("LIKE");
                left = counted(new Like(
                        !negated, left, Pattern.of(pattern.text()), left.span().with(pattern.span())));
            } else if (cursor.takeKeyword("IN")) {
                List<Expression> set = new ArrayList<>();
                Span end = list(set, "IN");
                left = counted(new In(!negated, left, set, left.span().with(end)));
            } else if (negated) {
                throw cursor.wrong("LIKE or IN must follow NOT here");
            } else {
                return left;
            }
        }
    }

    /// A list in brackets.
    ///
    /// @return its closing bracket
    private Span list(List<Expression> into, String of) {
        cursor.require("(", of);
        do {
            into.add(expression());
        } while (cursor.take(","));
        return cursor.require(")", "the list after " + of);
    }

    private Expression unary() {
        Span start = cursor.span();
        if (++depth > DEEPEST) {
            throw cursor.wrong("this is nested more than " + DEEPEST + " deep");
        }
        Expression read = cursor.takeKeyword("NOT") ? not(start) : cursor.take("-") ? negate(start) : primary();
        depth--;
        return read;
    }

    private Expression not(Span start) {
        Expression operand = unary();
        return new Expression.Not(operand, start.with(operand.span()));
    }

    /// The sign of a number is a part of it, or the least one could not be written.
    private Expression negate(Span start) {
        if (cursor.atNumber()) {
            return number("-", start);
        }
        Expression operand = unary();
        return new Expression.Negate(operand, start.with(operand.span()));
    }

    private Expression primary() {
        Span start = cursor.span();
        if (cursor.take("(")) {
            Expression inside = expression();
            cursor.require(")", "the expression in brackets");
            return inside;
        }
        if (cursor.take("+")) {
            return number("+", start);
        }
        return cursor.atNumber() ? number("", start) : word(cursor.requireValue());
    }

    private Expression number(String sign, Span start) {
        Token digits = cursor.requireNumber();
        if (Casts.cast(new Value.Text(sign + digits.text()), Type.INTEGER) instanceof Value number) {
            return new Expression.Literal(number, start.with(digits.span()));
        }
        throw new NotCesql(sign + digits.text() + " does not fit in 32 bits", start.from() + 1);
    }

    private Expression word(Token token) {
        if (token.kind() == Token.Kind.STRING) {
            return new Expression.Literal(new Value.Text(token.text()), token.span());
        }
        if (token.keyword("TRUE") || token.keyword("FALSE")) {
            return new Expression.Literal(new Value.Bool(token.keyword("TRUE")), token.span());
        }
        if (token.keyword("EXISTS")) {
            Token name = cursor.requireAttribute();
            return new Expression.Exists(name.text(), token.span().with(name.span()));
        }
        return cursor.at("(") ? call(token) : attribute(token);
    }

    private Expression call(Token name) {
        List<Expression> arguments = new ArrayList<>();
        Cursor.requireFunctionName(name);
        Span end = cursor.takeEmptyBrackets().orElseGet(() -> list(arguments, name.text()));
        return new Expression.Call(
                name.text(),
                Functions.of(name.text(), arguments.size()),
                arguments,
                name.span().with(end));
    }

    private static Expression attribute(Token name) {
        Cursor.requireAttributeName(name);
        return Expression.Attribute.of(name.text(), name.span());
    }
}
