package dev.lavant.filter.cesql;

/// An error in the evaluation of an expression, which ends there ("fail fast").
///
/// Source: CESQL 1.0.0, sections 1.2, 3.3 and 4.1.
///
/// @param why for whoever wrote the filter
/// @param worth what the expression is worth: of what failed by itself what its definition says, of all around it
///     the zero value of its type
public record Failed(Kind kind, String why, Value worth) implements Result {

    /// The specification's kinds of errors. A _ParseError_ is a [NotCesql]; there is no other _GenericError_.
    public enum Kind {
        /// `MathError`: division by zero, the absolute value of the least integer.
        MATH,
        /// `CastError`: text that is no number, or no truth.
        CAST,
        /// `MissingAttributeError`: the event has no such attribute.
        MISSING_ATTRIBUTE,
        /// `MissingFunctionError`: there is no such function.
        MISSING_FUNCTION,
        /// `FunctionEvaluationError`: a function cannot do that.
        FUNCTION_EVALUATION
    }

    /// The same error in an expression around the one that failed.
    Failed within(Type around) {
        return new Failed(kind, why, around.zero());
    }
}
