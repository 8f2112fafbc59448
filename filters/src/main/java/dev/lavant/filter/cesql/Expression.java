package dev.lavant.filter.cesql;

import java.util.List;
import java.util.Optional;

/// A CESQL expression as a tree. Source: CESQL 1.0.0, section 2.
public sealed interface Expression {

    /// Where it stands in the text.
    Span span();

    /// A part of the text.
    ///
    /// @param from first character, from 0
    /// @param to the one after the last
    record Span(int from, int to) {
        Span with(Span other) {
            return new Span(Math.min(from, other.from), Math.max(to, other.to));
        }

        /// The part itself.
        public String of(String text) {
            return text.substring(from, to);
        }
    }

    /// `'text'`, `7`, `TRUE`.
    record Literal(Value value, Span span) implements Expression {}

    /// `type`.
    record Attribute(String name, Failed missing, Span span) implements Expression {
        static Attribute of(String name, Span span) {
            var missing = new Failed(
                    Failed.Kind.MISSING_ATTRIBUTE,
                    "the event has no attribute '" + name + "'",
                    Type.BOOLEAN
                            .zero()); // the type of an attribute that is not there cannot be determined: section 3.2
            return new Attribute(name, missing, span);
        }
    }

    /// `EXISTS subject`.
    record Exists(String name, Span span) implements Expression {}

    /// `NOT x`.
    record Not(Expression operand, Span span) implements Expression {}

    /// `-x`.
    record Negate(Expression operand, Span span) implements Expression {}

    /// `x + y`.
    record Arithmetic(Operator operator, Expression left, Expression right, Span span) implements Expression {
        /// Its operators.
        enum Operator {
            TIMES,
            DIVIDE,
            MODULO,
            PLUS,
            MINUS
        }
    }

    /// `x = y`, `x != y`: of any type, the right side's.
    record Equality(boolean equal, Expression left, Expression right, Span span) implements Expression {}

    /// `x < y`: of integers.
    record Order(Operator operator, Expression left, Expression right, Span span) implements Expression {
        /// Its operators.
        enum Operator {
            LESS,
            AT_MOST,
            MORE,
            AT_LEAST
        }
    }

    /// `x AND y`.
    ///
    /// @param grouping whether brackets say that all of the left side comes first
    record Logic(Operator operator, Expression left, Expression right, Grouping grouping, Span span)
            implements Expression {
        /// How the left side came about.
        public enum Grouping {
            /// As anybody would read it.
            PLAIN,
            /// It is an `OR` without brackets before this `AND`, which SQL would ask the other way round.
            UNLIKE_SQL
        }

        /// Its operators.
        public enum Operator {
            /// Both.
            AND,
            /// At least one.
            OR,
            /// Exactly one.
            XOR
        }
    }

    /// `x LIKE 'shop.%'`, `x NOT LIKE 'shop.%'`.
    record Like(boolean like, Expression left, Pattern pattern, Span span) implements Expression {}

    /// `x IN (1, 2)`, `x NOT IN (1, 2)`.
    record In(boolean in, Expression left, List<Expression> set, Span span) implements Expression {
        public In {
            set = List.copyOf(set);
        }
    }

    /// `LENGTH(x)`.
    ///
    /// @param function empty when there is none of that name for as many arguments
    record Call(String name, Optional<Function> function, List<Expression> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
