package dev.lavant.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A guarantee that cannot fail is worth nothing: each is shown every history that breaks it.
class GuaranteesTest {
    /// Two keys, a and b, of two events each.
    private static final List<History.Sent> SENT = List.of(
            new History.Sent("a1", "a", new Place("orders", 0, 10)),
            new History.Sent("b1", "b", new Place("orders", 1, 20)),
            new History.Sent("a2", "a", new Place("orders", 0, 11)),
            new History.Sent("b2", "b", new Place("orders", 1, 21)));

    @ParameterizedTest(name = "outputs {0}, dead letters {1}, usage {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            a1 b1 a2 b2    | -  | a1 b1 a2 b2    | all once
            b1 a1 b2 a2    | -  | b2 a2 b1 a1    | keys do not wait for each other
            a2 b1 b2       | a1 | a1 b1 a2 b2    | a dead letter is an outcome
            -              | a1 b1 a2 b2 | a1 b1 a2 b2 | even for all
            """, delimiter = '|')
    void a_history_in_which_all_is_well_breaks_nothing(String outputs, String dead, String usage, String rule) {
        assertThat(Guarantees.violations(history(outputs, dead, usage)))
                .as(rule)
                .isEmpty();
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(nullValues = "-", textBlock = """
            a1 b1 a2          | -  | a1 b1 a2 b2    | lost b2
            -                 | -  | a1 b1 a2 b2    | lost a1, lost b1, lost a2, lost b2
            a1 b1 a2 b2 a1    | -  | a1 b1 a2 b2    | duplicated a1
            a1 b1 a2 b2       | a1 | a1 b1 a2 b2    | duplicated a1
            a1 b1 a2          | b2 b2 | a1 b1 a2 b2 | duplicated b2
            a1 b1 a2 b2 c9    | -  | a1 b1 a2 b2    | duplicated c9
            a1 b1 a2 b2       | c9 | a1 b1 a2 b2    | duplicated c9
            a2 b1 a1 b2       | -  | a1 b1 a2 b2    | reordered a1
            a2 b2 a1 b1       | -  | a1 b1 a2 b2    | reordered a1, reordered b1
            a2 b1 a1 b2 a1    | -  | a1 b1 a2 b2    | duplicated a1, reordered a1
            a1 b1 a2 b2       | -  | a1 b1 a2       | unbilled b2
            a1 b1 a2 b2       | -  | a1 b1 a2 b2 b1 | double-billed b1
            a1 b1 a2 b2       | -  | a1 b1 a2 b2 c9 | double-billed c9
            a1 b1 a2          | -  | a1 a1 a2 b2    | lost b2, unbilled b1, double-billed a1
            """, delimiter = '|')
    void a_broken_history_is_named_case_by_case(String outputs, String dead, String usage, String violations) {
        assertThat(Guarantees.violations(history(outputs, dead, usage)))
                .extracting(violation -> violation.kind() + " " + violation.event())
                .containsExactly(violations.split(", ", -1));
    }

    @Test
    void one_usage_id_for_two_events_is_named() {
        var usage = List.of(
                new History.Usage("a1", "77", 1, new Place("usage", 0, 0)),
                new History.Usage("b1", "77", 1, new Place("usage", 0, 1)));

        assertThat(new NoEventIsBilledTwice().violations(new History(SENT, List.of(), List.of(), usage)))
                .extracting(Violation::toString)
                .containsExactly(
                        "double-billed: the usage id 77 bills several events: a1 at usage-0@0, b1 at usage-0@1");
    }

    @Test
    void without_an_order_an_event_may_come_again_under_its_usage_id_and_under_no_other() {
        var again = List.of(
                new History.Usage("a1", "1", 1, new Place("usage", 0, 0)),
                new History.Usage("b1", "2", 1, new Place("usage", 0, 1)),
                new History.Usage("a1", "1", 1, new Place("usage", 0, 2)),
                new History.Usage("b1", "3", 1, new Place("usage", 0, 3)));

        assertThat(new NoEventIsBilledTwiceById().violations(new History(SENT, List.of(), List.of(), again)))
                .extracting(violation -> violation.kind() + " " + violation.event())
                .containsExactly("double-billed b1");
    }

    @Test
    void more_attempts_than_allowed_are_named_on_the_bill_and_on_the_dead_letter() {
        var usage = List.of(
                new History.Usage("a1", "1", 3, new Place("usage", 0, 0)),
                new History.Usage("b1", "2", 4, new Place("usage", 0, 1)));
        var dead = List.of(new History.DeadLetter("b1", 4, new Place("dead", 0, 0)));

        assertThat(new AttemptsWithinLimit(3).violations(new History(SENT, List.of(), dead, usage)))
                .extracting(Violation::toString)
                .containsExactly(
                        "over-tried: b1 was tried 4 times, 3 are allowed: billed at usage-0@1",
                        "over-tried: b1 was tried 4 times, 3 are allowed: a dead letter at dead-0@0");
        assertThatThrownBy(() -> new AttemptsWithinLimit(0)).hasMessage("limit must be at least 1, was 0");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            a1 b1 a2    | a1 b1 a2 b2    | lost: b2 (key b, orders-1@21) has neither an output nor a dead letter
            a1 b1 a2 b2 a1 | a1 b1 a2 b2 | duplicated: a1 (key a, orders-0@10) has 2 outcomes: at out-0@0, out-0@4
            a2 b1 a1 b2 | a1 b1 a2 b2    | reordered: a1 (key a, orders-0@10) came out at out-0@2, after a2 of the same key at out-0@0, which was sent later
            a1 b1 a2 b2 | a1 b1 a2       | unbilled: b2 (key b, orders-1@21) has no usage record
            a1 b1 a2 b2 | a1 b1 a2 b2 b1 | double-billed: b1 (key b, orders-1@20) has 2 usage records: b1 at usage-0@1, b1 at usage-0@4
            """, delimiter = '|')
    void a_violation_says_where_to_look(String outputs, String usage, String words) {
        assertThat(Guarantees.violations(history(outputs, null, usage)))
                .extracting(Violation::toString)
                .containsExactly(words);
    }

    private static History history(String outputs, String dead, String usage) {
        return new History(
                SENT,
                numbered(outputs, "out", (event, at) -> new History.Output(event, at)),
                numbered(dead, "dead", (event, at) -> new History.DeadLetter(event, 3, at)),
                numbered(usage, "usage", (event, at) -> new History.Usage(event, "id-" + event, 1, at)));
    }

    private interface Made<T> {
        T of(String event, Place at);
    }

    private static <T> List<T> numbered(String events, String topic, Made<T> made) {
        var all = new ArrayList<T>();
        List<String> names = events == null ? List.of() : Arrays.asList(events.split(" ", -1));
        names.forEach(event -> all.add(made.of(event, new Place(topic, 0, all.size()))));
        return all;
    }
}
