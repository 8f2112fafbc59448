package dev.lavant.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.lane.Lanes.Lane;
import dev.lavant.host.lane.Lanes.Rule;
import dev.lavant.host.lane.Lanes.Together;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Rule<String> SINGLE = ofALane(1);

    private final Lanes<Integer, String> lanes = new Lanes<>();

    @Test
    void an_event_waits_for_the_outcome_of_the_one_before_it_in_its_lane() {
        Lane<String> lane = lanes.add(0, "a", "a1");
        lanes.add(0, "a", "a2");

        assertThat(lanes.next(SINGLE)).containsExactly("a1");
        assertThat(lanes.next(SINGLE)).isEmpty();
        lanes.release(lane);
        assertThat(lanes.next(SINGLE)).containsExactly("a2");
    }

    @Test
    void events_of_a_lane_leave_together_and_the_next_waits_for_all_of_them() {
        Lane<String> lane = add(0, "a", "a1", "a2", "a3");
        add(0, "b", "b1");

        assertThat(lanes.next(ofALane(2))).containsExactly("a1", "a2");
        assertThat(lanes.next(ofALane(2))).containsExactly("b1");
        lanes.release(lane);
        assertThat(lanes.next(ofALane(2))).isEmpty();
        lanes.release(lane);
        assertThat(lanes.next(ofALane(2))).containsExactly("a3");
    }

    @Test
    void a_partition_that_may_not_begin_is_passed_over() {
        add(0, "a", "a1");
        add(1, "b", "b1");
        var rule = new Rule<String>(Together.OF_A_LANE, 1, _ -> false, _ -> true, event -> !event.equals("a1"));

        assertThat(lanes.next(rule)).containsExactly("b1");
        assertThat(lanes.next(rule)).isEmpty();
        assertThat(lanes.next(SINGLE)).containsExactly("a1");
    }

    @Test
    void a_held_lane_holds_back_no_other() {
        lanes.add(0, "poison", "p1");
        lanes.add(0, "poison", "p2");
        lanes.add(0, "b", "b1");

        assertThat(drain()).containsExactly("p1", "b1");
    }

    @Test
    void partitions_are_served_in_turn() {
        for (int i = 0; i < 3; i++) {
            lanes.add(0, "x" + i, "full" + i);
        }
        lanes.add(1, "y", "other");

        assertThat(drain()).containsExactly("full0", "other", "full1", "full2");
    }

    @Test
    void a_dropped_partition_is_forgotten_and_late_releases_do_nothing() {
        Lane<String> dropped = add(0, "a", "a1", "a2");
        lanes.add(1, "b", "b1");
        assertThat(lanes.next(SINGLE)).hasSize(1);

        lanes.drop(0);
        lanes.release(dropped);

        assertThat(lanes.queued()).isEqualTo(1);
        assertThat(drain()).containsExactly("b1");
    }

    @Test
    void a_lane_can_be_used_again_after_it_was_empty() {
        Lane<String> lane = lanes.add(0, "a", "a1");
        assertThat(lanes.next(SINGLE)).hasSize(1);
        lanes.release(lane);
        lanes.add(0, "a", "a2");

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
        Lane<String> lane = add(0, "a", "a1", "a2", "a3");
        add(0, "b", "b1");

        assertThat(lanes.next(upTo(2))).containsExactly("a1", "a2");
        assertThat(lanes.next(upTo(2))).containsExactly("b1");
        assertThat(lanes.next(upTo(2))).isEmpty();
        lanes.release(lane);
        lanes.release(lane);
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
        var rule = new Rule<String>(Together.OF_A_PARTITION, 10, "alone"::equals, _ -> true, _ -> true);

        assertThat(lanes.next(rule)).containsExactly("a1");
        assertThat(lanes.next(rule)).containsExactly("alone");
        assertThat(lanes.next(rule)).containsExactly("c1");
    }

    @Test
    void what_is_put_back_comes_before_what_waited_behind_it() {
        Lane<String> lane = add(0, "a", "a1", "a2", "a3", "a4");
        assertThat(lanes.next(upTo(3))).containsExactly("a1", "a2", "a3");

        lanes.putBack(lane, List.of("a2", "a3"));

        assertThat(lanes.queued()).isEqualTo(3);
        assertThat(lanes.next(upTo(10))).isEmpty();
        lanes.release(lane);
        assertThat(lanes.next(upTo(10))).containsExactly("a2", "a3", "a4");
    }

    @Test
    void a_lane_of_which_everything_is_put_back_is_ready_again() {
        Lane<String> lane = add(0, "a", "a1", "a2");
        List<String> taken = lanes.next(upTo(10));

        lanes.putBack(lane, taken);

        assertThat(lanes.next(upTo(10))).containsExactly("a1", "a2");
    }

    private Lane<String> add(int partition, String key, String first, String... others) {
        Lane<String> lane = lanes.add(partition, key, first);
        for (String event : others) {
            lanes.add(partition, key, event);
        }
        return lane;
    }

    private static Rule<String> ofALane(int most) {
        return new Rule<>(Together.OF_A_LANE, most, _ -> false, _ -> true, _ -> true);
    }

    private static Rule<String> upTo(int most) {
        return new Rule<>(Together.OF_A_PARTITION, most, _ -> false, _ -> true, _ -> true);
    }

    private static Rule<String> full(int most) {
        return new Rule<>(Together.OF_A_PARTITION, most, _ -> false, _ -> false, _ -> true);
    }

    private List<String> drain() {
        var events = new ArrayList<String>();
        for (List<String> next = lanes.next(SINGLE); !next.isEmpty(); next = lanes.next(SINGLE)) {
            events.addAll(next);
        }
        return events;
    }
}
