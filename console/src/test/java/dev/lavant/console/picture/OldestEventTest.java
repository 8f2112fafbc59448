package dev.lavant.console.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OldestEventTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private final OldestEvent oldest = new OldestEvent();

    @Test
    void an_event_is_as_old_as_the_look_that_saw_the_end_grow() {
        look(0, 5, 5);
        assertThat(oldest.age()).isEmpty();
        look(1, 9, 5);
        look(2, 11, 5);
        assertThat(age()).isEqualTo(NOON.plusSeconds(1));
        look(6, 11, 7);
        assertThat(age()).as("7 and 8 came with the first look").isEqualTo(NOON.plusSeconds(1));
        look(7, 11, 9);
        assertThat(age()).as("only 9 and 10 wait").isEqualTo(NOON.plusSeconds(2));
        look(8, 11, 11);
        assertThat(oldest.age()).isEmpty();
    }

    @Test
    void what_waited_before_the_first_look_may_be_older() {
        look(0, 9, 5);
        assertThat(oldest.age()).contains(new OldestEvent.Age(NOON, true));
        look(1, 12, 9);
        assertThat(oldest.age()).contains(new OldestEvent.Age(NOON.plusSeconds(1), false));
    }

    @Test
    void the_oldest_of_all_partitions_counts() {
        oldest.take(NOON, List.of(partition(0, 5, 5), partition(1, 5, 5)));
        oldest.take(NOON.plusSeconds(3), List.of(partition(0, 5, 5), partition(1, 6, 5)));
        oldest.take(NOON.plusSeconds(4), List.of(partition(0, 6, 5), partition(1, 6, 5)));
        assertThat(age()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void an_hour_without_a_commit_takes_no_more_memory_and_keeps_the_age() {
        look(0, 0, 0);
        for (int second = 1; second <= 3_600; second++) {
            look(second, second, 0);
        }
        assertThat(age()).isEqualTo(NOON.plusSeconds(1));
        assertThat(oldest.remembered()).isEqualTo(900);
    }

    private Instant age() {
        return oldest.age().orElseThrow().since();
    }

    private void look(int second, long end, long done) {
        oldest.take(NOON.plusSeconds(second), List.of(partition(0, end, done)));
    }

    private static LagReading.Partition partition(int number, long end, long done) {
        return new LagReading.Partition("uploads", number, end, done);
    }
}
