package dev.lavant.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.function.Ordering;
import dev.lavant.testkit.guarantee.History;
import dev.lavant.testkit.guarantee.Place;
import dev.lavant.testkit.guarantee.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Judgement ORDERED = Judgement.of(Ordering.KEY);
    private static final Judgement UNORDERED = Judgement.of(Ordering.NONE);
    private static final History ALL_WELL = new History(
            List.of(new History.Sent("k1#0", "k1", new Place("torture-chores", 0, 0))),
            List.of(new History.Output("k1#0", new Place("torture-done", 0, 0))),
            List.of(),
            List.of(new History.Usage("k1#0", "00", 1, new Place("billing.usage", 0, 0))));

    @Test
    void every_word_has_its_row_also_when_nothing_is_broken() {
        var broken = ORDERED.of(ALL_WELL, Set.of("k1#0"));

        assertThat(broken.keySet())
                .containsExactly("lost", "duplicated", "reordered", "unbilled", "double-billed", "over-tried");
        assertThat(broken.values())
                .allSatisfy(violations -> assertThat(violations).isEmpty());
    }

    @Test
    void an_acknowledged_event_that_is_not_in_kafka_is_lost() {
        assertThat(ORDERED.of(ALL_WELL, Set.of("k1#0", "k1#1")).get("lost"))
                .extracting(Violation::toString)
                .containsExactly("lost: k1#1 was acknowledged and is not in torture-chores");
    }

    @Test
    void an_event_that_is_tried_too_often_is_found() {
        var usage = List.of(new History.Usage("k1#0", "00", 5, new Place("billing.usage", 0, 0)));
        var history = new History(ALL_WELL.sent(), ALL_WELL.outputs(), List.of(), usage);

        assertThat(ORDERED.of(history, Set.of()).get("over-tried")).hasSize(1);
    }

    @Test
    void what_comes_out_again_is_told_where_it_is_allowed_and_broken_where_it_is_not() {
        var again = List.of(
                new History.Output("k1#0", new Place("torture-done", 0, 0)),
                new History.Output("k1#0", new Place("torture-done", 0, 1)));
        var history = new History(ALL_WELL.sent(), again, List.of(), ALL_WELL.usage());

        assertThat(UNORDERED.of(history, Set.of()).values())
                .allSatisfy(violations -> assertThat(violations).isEmpty());
        assertThat(UNORDERED.others(Map.of("scaled", 3L), history))
                .isEqualTo(Map.of("scaled", 3L, "event came out again", 1L));
        assertThat(ORDERED.of(history, Set.of()).get("duplicated")).hasSize(1);
        assertThat(ORDERED.others(Map.of("scaled", 3L), history)).isEqualTo(Map.of("scaled", 3L));
    }
}
