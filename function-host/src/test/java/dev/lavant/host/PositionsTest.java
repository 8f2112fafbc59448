package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.Positions.Position;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private final Positions positions = new Positions(2);

    @Test
    void the_oldest_is_forgotten_when_there_are_too_many() {
        positions.note(at(1));
        positions.note(at(2));
        positions.note(at(3));

        assertThat(positions.contains(at(1))).isFalse();
        assertThat(positions.contains(at(2))).isTrue();
        assertThat(positions.contains(at(3))).isTrue();
    }

    @Test
    void one_that_is_noted_twice_takes_one_place() {
        positions.note(at(1));
        positions.note(at(2));
        positions.note(at(2));

        assertThat(positions.contains(at(1))).isTrue();
    }

    @Test
    void the_same_offset_of_another_partition_is_another_position() {
        positions.note(at(1));

        assertThat(positions.contains(new Position(new TopicPartition("orders", 1), 1)))
                .isFalse();
    }

    private static Position at(long offset) {
        return new Position(new TopicPartition("orders", 0), offset);
    }
}
