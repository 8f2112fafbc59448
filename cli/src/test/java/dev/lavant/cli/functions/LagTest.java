package dev.lavant.cli.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final TopicPartition ZERO = new TopicPartition("uploads", 0);
    private static final TopicPartition ONE = new TopicPartition("uploads", 1);

    @Test
    void it_is_the_sum_over_partitions_of_what_is_not_committed() {
        assertThat(Lag.of(Map.of(ZERO, 10L, ONE, 5L), Map.of(ZERO, 0L, ONE, 0L), Map.of(ZERO, 7L, ONE, 5L)))
                .isEqualTo(new Lag.Known(3));
    }

    @Test
    void deleted_records_do_not_wait() {
        assertThat(Lag.of(Map.of(ZERO, 10L), Map.of(ZERO, 8L), Map.of(ZERO, 2L)))
                .isEqualTo(new Lag.Known(2));
    }

    @Test
    void without_a_committed_offset_it_is_unknown_and_not_nothing() {
        assertThat(Lag.of(Map.of(ZERO, 10L, ONE, 10L), Map.of(), Map.of(ZERO, 10L)))
                .isEqualTo(new Lag.Unknown("no committed offset for [uploads-1]"));
    }
}
