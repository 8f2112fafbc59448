package dev.lavant.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.lane.Lanes.Lane;
import dev.lavant.host.lane.Lanes.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes<Integer, String> lanes = new Lanes<>();

    @Test
    void an_event_waits_for_the_outcome_of_the_one_before_it_in_its_lane() {
        lanes.add(lane(0, "a"), "a1");
        lanes.add(lane(0, "a"), "a2");

        assertThat(lanes.next(Rule.single())).containsExactly("a1");
        assertThat(lanes.next(Rule.single())).isEmpty();
        lanes.release(lane(0, "a"));
        assertThat(lanes.next(Rule.single())).containsExactly("a2");
    }

    @Test
    void a_held_lane_holds_back_no_other() {
        lanes.add(lane(0, "poison"), "p1");
        lanes.add(lane(0, "poison"), "p2");
        lanes.add(lane(0, "b"), "b1");

        assertThat(drain()).containsExactly("p1", "b1");
    }

    @Test
    void partitions_are_served_in_turn() {
        for (int i = 0; i < 3; i++) {
            lanes.add(lane(0, "x" + i), "full" + i);
        }
        lanes.add(lane(1, "y"), "other");

        assertThat(drain()).containsExactly("full0", "other", "full1", "full2");
    }

    @Test
    void a_dropped_partition_is_forgotten_and_late_releases_do_nothing() {
        lanes.add(lane(0, "a"), "a1");
        lanes.add(lane(0, "a"), "a2");
        lanes.add(lane(1, "b"), "b1");
        assertThat(lanes.next(Rule.single())).hasSize(1);

        lanes.drop(0);
        lanes.release(lane(0, "a"));

        assertThat(lanes.queued()).isEqualTo(1);
        assertThat(drain()).containsExactly("b1");
    }

    @Test
    void a_lane_can_be_used_again_after_it_was_empty() {
        lanes.add(lane(0, "a"), "a1");
        assertThat(lanes.next(Rule.single())).hasSize(1);
        lanes.release(lane(0, "a"));
        lanes.add(lane(0, "a"), "a2");

        assertThat(drain()).containsExactly("a2");
        assertThat(lanes.queued()).isZero();
    }

    @Test
    void a_batch_holds_events_of_one_partition_in_the_order_of_their_lanes() {
        add(0, "a", "a1", "a2");
        add(1, "c", "c1");
        add(0, "b", "b1");

        assertThat(lanes.next(upTo(10))).containsExactly("a1", "a2", "b1");
        assertThat(lanes.next(upTo(10))).containsExactly("c1");
    }

    @Test
    void a_batch_is_never_larger_than_allowed_and_the_rest_of_its_lanes_waits_for_it() {
        add(0, "a", "a1", "a2", "a3");
        add(0, "b", "b1");

        assertThat(lanes.next(upTo(2))).containsExactly("a1", "a2");
        assertThat(lanes.next(upTo(2))).containsExactly("b1");
        assertThat(lanes.next(upTo(2))).isEmpty();
        lanes.release(lane(0, "a"));
        assertThat(lanes.next(upTo(2))).containsExactly("a3");
    }

    @Test
    void a_batch_that_is_not_full_waits_until_its_first_event_is_due() {
        add(0, "a", "a1");
        add(1, "b", "b1", "b2", "b3");

        assertThat(lanes.next(full(3))).containsExactly("b1", "b2", "b3");
        assertThat(lanes.next(full(3))).isEmpty();
        assertThat(lanes.next(upTo(3))).containsExactly("a1");
    }

    @Test
    void an_event_that_runs_alone_leaves_by_itself_and_at_once() {
        add(0, "a", "a1");
        add(0, "b", "alone", "b2");
        add(0, "c", "c1");
        Rule<String> rule = new Rule<>(10, "alone"::equals, _ -> true);

        assertThat(lanes.next(rule)).containsExactly("a1");
        assertThat(lanes.next(rule)).containsExactly("alone");
        assertThat(lanes.next(rule)).containsExactly("c1");
    }

    @Test
    void what_is_put_back_comes_before_what_waited_behind_it() {
        add(0, "a", "a1", "a2", "a3", "a4");
        assertThat(lanes.next(upTo(3))).containsExactly("a1", "a2", "a3");

        lanes.putBack(lane(0, "a"), List.of("a2", "a3"));

        assertThat(lanes.queued()).isEqualTo(3);
        assertThat(lanes.next(upTo(10))).isEmpty();
        lanes.release(lane(0, "a"));
        assertThat(lanes.next(upTo(10))).containsExactly("a2", "a3", "a4");
    }

    private void add(int partition, String key, String... events) {
        for (String event : events) {
            lanes.add(lane(partition, key), event);
        }
    }

    private static Rule<String> upTo(int most) {
        return new Rule<>(most, _ -> false, _ -> true);
    }

    private static Rule<String> full(int most) {
        return new Rule<>(most, _ -> false, _ -> false);
    }

    private static Lane<Integer> lane(int partition, String key) {
        return new Lane<>(partition, key);
    }

    private List<String> drain() {
        var events = new ArrayList<String>();
        for (List<String> next = lanes.next(Rule.single()); !next.isEmpty(); next = lanes.next(Rule.single())) {
            events.addAll(next);
        }
        return events;
    }
}
