package dev.lavant.billing.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.billing.rate.Counted.Verdict;
import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void an_offset_counts_once() {
        Counted counted = Counted.none();

        assertThat(counted.note(UsageSamples.usage(5).build())).isEqualTo(Verdict.FIRST);
        assertThat(counted.note(UsageSamples.usage(3).build())).isEqualTo(Verdict.FIRST);
        assertThat(counted.note(UsageSamples.usage(5).build())).isEqualTo(Verdict.AGAIN);
    }

    @Test
    void a_record_of_a_host_counts_once_though_it_has_no_offset_and_the_host_leaves_out_numbers() {
        Counted counted = Counted.none();

        for (long number : new long[] {0, 1, 5, 3}) {
            assertThat(counted.note(UsageSamples.host("h1", number).build())).isEqualTo(Verdict.FIRST);
            counted = Counted.from(counted.toBytes());
        }
        assertThat(counted.note(UsageSamples.host("h1", 1).build())).isEqualTo(Verdict.AGAIN);
        assertThat(counted.note(UsageSamples.host("h1", 5).build())).isEqualTo(Verdict.AGAIN);
    }

    @Test
    void an_id_that_is_none_of_the_hosts_counts_not() {
        var foreign = UsageSamples.host("h1", 0).setHostId("h2").build();

        assertThat(Counted.none().note(foreign)).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void state_grows_neither_with_events_nor_with_the_marks_of_transactions() {
        Counted counted = Counted.none();
        int atTenThousand = 0;
        for (long offset = 0; offset < 200_000; offset++) {
            if (offset % 10 != 9) { // each tenth offset is the mark of a transaction
                assertThat(counted.note(UsageSamples.usage(offset).build())).isEqualTo(Verdict.FIRST);
            }
            if (offset == 2L * OffsetIntervals.WINDOW) {
                atTenThousand = counted.toBytes().length;
            }
        }

        assertThat(counted.toBytes().length).isLessThanOrEqualTo(atTenThousand + 32);
        assertThat(counted.note(UsageSamples.usage(0).build())).isEqualTo(Verdict.AGAIN);
    }

    @Test
    void a_function_that_is_set_back_to_events_it_never_had_is_billed_for_them() {
        Counted counted = Counted.none();
        for (long offset = 1_000_000; offset < 1_050_000; offset += 3) {
            counted.note(UsageSamples.usage(offset).build());
        }
        for (long offset = 940_000; offset < 1_000_000; offset++) {
            assertThat(counted.note(UsageSamples.usage(offset).build()))
                    .as("offset %d", offset)
                    .isEqualTo(Verdict.FIRST);
        }
        assertThat(counted.note(UsageSamples.usage(1_000_002).build())).isEqualTo(Verdict.AGAIN);
    }
}
