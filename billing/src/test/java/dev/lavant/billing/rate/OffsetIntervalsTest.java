package dev.lavant.billing.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetIntervalsTest {

    @Test
    void consecutive_offsets_are_one_interval() {
        var offsets = new OffsetIntervals();
        for (long offset = 0; offset < 1_000; offset++) {
            assertThat(offsets.add(offset)).isTrue();
        }

        assertThat(offsets.intervals()).isEqualTo(1);
        assertThat(offsets.toBytes()).hasSize(16);
    }

    @Test
    void an_offset_between_two_intervals_joins_them() {
        var offsets = new OffsetIntervals();
        offsets.add(1);
        offsets.add(3);
        offsets.add(2);

        assertThat(offsets).hasToString("{1=4}");
        assertThat(offsets.add(2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_answers_as_a_set_does_and_reads_back(long seed) {
        var random = new Random(seed);
        var offsets = new OffsetIntervals();
        var set = new HashSet<Long>();
        for (int i = 0; i < 5_000; i++) {
            long offset = random.nextInt(3_000);
            assertThat(offsets.add(offset)).isEqualTo(set.add(offset));
        }

        assertThat(OffsetIntervals.from(offsets.toBytes())).hasToString(offsets.toString());
    }

    @Test
    void small_gaps_far_behind_the_front_are_filled_and_wide_ones_stay() {
        var offsets = new OffsetIntervals();
        for (long offset : new long[] {0, 2, 50_000, 50_002}) {
            offsets.add(offset);
        }
        offsets.settle(50_002);
        assertThat(offsets).hasToString("{0=3, 50000=50001, 50002=50003}");

        offsets.add(70_000);
        offsets.settle(70_000);
        assertThat(offsets).hasToString("{0=3, 50000=50003, 70000=70001}");
    }
}
