package dev.lavant.filter;

import dev.lavant.filter.cesql.Evaluation;
import dev.lavant.filter.cesql.EventView;
import dev.lavant.filter.cesql.Expression;
import dev.lavant.filter.cesql.Failed;
import dev.lavant.filter.cesql.Result;
import dev.lavant.filter.cesql.Value;
import java.util.List;

/// A filter of CloudEvents subscriptions, in one of its dialects. Source: CloudEvents Subscriptions API, section
/// 3.2.4.1.
sealed interface Condition {

    /// The value is that one, in the same case.
    record Exact(Field field, String value) implements Condition {}

    /// It begins so.
    record Prefix(Field field, String value) implements Condition {}

    /// It ends so.
    record Suffix(Field field, String value) implements Condition {}

    /// All of these are true.
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /// At least one of these is.
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /// This one is not true. One that fails is not, either.
    record Not(Condition condition) implements Condition {}

    /// A CESQL expression is.
    record Sql(String text, Expression expression) implements Condition {}

    /// Asks it.
    default Verdict ask(EventView event) {
        return switch (this) {
            case Exact exact ->
                said(exact.field().in(event).filter(exact.value()::equals).isPresent());
            case Prefix prefix ->
                said(prefix.field()
                        .in(event)
                        .filter(text -> text.startsWith(prefix.value()))
                        .isPresent());
            case Suffix suffix ->
                said(suffix.field()
                        .in(event)
                        .filter(text -> text.endsWith(suffix.value()))
                        .isPresent());
            case All all -> all(all.conditions(), event);
            case Any any -> any(any.conditions(), event);
            case Not not -> said(!(not.condition().ask(event) instanceof Verdict.Matches));
            case Sql sql -> sql(new Evaluation(event).of(sql.expression()));
        };
    }

    private static Verdict all(List<Condition> conditions, EventView event) {
        for (Condition condition : conditions) {
            Verdict verdict = condition.ask(event);
            if (!(verdict instanceof Verdict.Matches)) {
                return verdict;
            }
        }
        return new Verdict.Matches();
    }

    private static Verdict any(List<Condition> conditions, EventView event) {
        Verdict none = new Verdict.Differs();
        for (Condition condition : conditions) {
            switch (condition.ask(event)) {
                case Verdict.Matches matches -> {
                    return matches;
                }
                case Verdict.Fails fails -> none = fails;
                case Verdict.Differs _ -> {}
            }
        }
        return none;
    }

    private static Verdict sql(Result result) {
        return switch (result) {
            case Failed failed -> new Verdict.Fails(failed.why());
            case Value.Bool bool -> said(bool.truth());
            case Value.Text text -> new Verdict.Fails("'" + text.text() + "' is neither true nor false");
            case Value.Int number -> new Verdict.Fails(number.number() + " is neither true nor false");
        };
    }

    private static Verdict said(boolean matches) {
        return matches ? new Verdict.Matches() : new Verdict.Differs();
    }
}
