package dev.lavant.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.lane.Lanes.Lane;
import dev.lavant.host.lane.Lanes.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes<Integer, String> lanes = new Lanes<>();

    @Test
    void an_event_waits_for_the_outcome_of_the_one_before_it_in_its_lane() {
        lanes.add(lane(0, "a"), "a1");
        lanes.add(lane(0, "a"), "a2");

        assertThat(lanes.next()).map(Next::event).contains("a1");
        assertThat(lanes.next()).isEmpty();
        lanes.release(lane(0, "a"));
        assertThat(lanes.next()).map(Next::event).contains("a2");
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
        lanes.next();

        lanes.drop(0);
        lanes.release(lane(0, "a"));

        assertThat(lanes.queued()).isEqualTo(1);
        assertThat(drain()).containsExactly("b1");
    }

    @Test
    void a_lane_can_be_used_again_after_it_was_empty() {
        lanes.add(lane(0, "a"), "a1");
        lanes.next();
        lanes.release(lane(0, "a"));
        lanes.add(lane(0, "a"), "a2");

        assertThat(drain()).containsExactly("a2");
        assertThat(lanes.queued()).isZero();
    }

    private static Lane<Integer> lane(int partition, String key) {
        return new Lane<>(partition, key);
    }

    private List<String> drain() {
        var events = new ArrayList<String>();
        for (Optional<Next<Integer, String>> next = lanes.next(); next.isPresent(); next = lanes.next()) {
            events.add(next.get().event());
        }
        return events;
    }
}
