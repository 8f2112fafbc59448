package dev.lavant.router.route;

import io.cloudevents.CloudEvent;
import io.cloudevents.sql.EvaluationException;
import io.cloudevents.sql.Expression;
import io.cloudevents.sql.ParseException;
import io.cloudevents.sql.Parser;
import io.cloudevents.sql.Result;

/// A CESQL expression, read once and asked of every event.
///
/// Thread-safe. Source: CloudEvents SQL Expression Language, version 1.
public final class Filter {
    private final String text;
    private final Expression expression;

    private Filter(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /// Reads an expression.
    ///
    /// @throws IllegalArgumentException saying where it stops making sense
    public static Filter parse(String text) {
        try {
            return new Filter(text, Parser.parseDefault(text));
        } catch (ParseException notCesql) {
            throw new IllegalArgumentException("not a CESQL filter: " + text + ": " + notCesql.getMessage(), notCesql);
        } catch (NullPointerException unexplained) { // SDK 4.0.1 fails so at a token too many, as in "type = = 'x'"
            throw new IllegalArgumentException("not a CESQL filter: " + text, unexplained);
        }
    }

    /// What the filter says of an event.
    public sealed interface Answer {
        /// The function gets the event.
        record Matches() implements Answer {}

        /// It does not.
        record Differs(String filter) implements Answer {}

        /// The expression has no value for this event, e.g. for want of an attribute: it does not get it.
        record Undefined(String filter, String why) implements Answer {}

        /// The event is older than the function's first deploy in this partition.
        ///
        /// @param start the first offset that it gets
        record BeforeStart(long start) implements Answer {}

        /// The record has no attributes to ask about: the function does not get it.
        record NotAnEvent(String why) implements Answer {}
    }

    /// The expression as it was written.
    public String text() {
        return text;
    }

    /// Asks it.
    public Answer ask(CloudEvent event) {
        Result result = expression.evaluate(event);
        if (result.isFailed()) {
            return new Answer.Undefined(
                    text,
                    result.causes().stream()
                            .findFirst()
                            .map(EvaluationException::getMessage)
                            .orElse("unknown"));
        }
        if (!(result.value() instanceof Boolean matches)) {
            return new Answer.Undefined(text, result.value() + " is neither true nor false");
        }
        return matches ? new Answer.Matches() : new Answer.Differs(text);
    }
}
