package dev.lavant.autoscaler.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LagTest {
    @Test
    void what_was_done_stays_done_when_kafka_tells_less() {
        Lag.Known before = lag(600, 600);

        assertThat(lag(600, 405).keeping(before).events()).isZero();
        assertThat(lag(610, 405).keeping(before).events()).isEqualTo(10);
        assertThat(lag(620, 615).keeping(before).events()).isEqualTo(5);
    }

    @Test
    void nothing_is_kept_of_a_topic_that_was_made_anew_or_was_not_there() {
        assertThat(lag(5, 0).keeping(lag(600, 600)).events()).isEqualTo(5);
        assertThat(lag(5, 0).keeping(new Lag.Known(List.of())).events()).isEqualTo(5);
    }

    private static Lag.Known lag(long end, long committed) {
        return new Lag.Known(List.of(new Lag.Partition("in", 2, end, committed, 0)));
    }
}
