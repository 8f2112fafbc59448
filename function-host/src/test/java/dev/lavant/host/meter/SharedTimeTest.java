package dev.lavant.host.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.meter.SharedTime.Meanwhile;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTimeTest {

    @Test
    void an_event_alone_has_all_the_time() {
        var time = new SharedTime(0);
        long entered = time.enter(1_000);

        assertThat(time.leave(entered, 5_000)).isEqualTo(4_000);
    }

    @Test
    void two_events_at_once_have_half_each() {
        var time = new SharedTime(0);
        long first = time.enter(0);
        long second = time.enter(1_000);

        assertThat(time.leave(first, 3_000)).isEqualTo(2_000); // 1,000 alone and half of 2,000
        assertThat(time.leave(second, 4_000)).isEqualTo(2_000);
    }

    @Test
    void time_in_which_nothing_runs_belongs_to_what_the_host_does_meanwhile() {
        var time = new SharedTime(0);
        time.meanwhile(Meanwhile.KEEPING_ALIVE, 300);
        long entered = time.enter(1_000);
        time.meanwhile(Meanwhile.DRAINING, 1_500);
        long share = time.leave(entered, 2_000);

        assertThat(time.takeBetween(2_400)).containsExactly(300, 0, 700, 400);
        assertThat(share).isEqualTo(1_000);
        assertThat(time.takeBetween(2_500)).containsExactly(0, 0, 0, 100);
    }

    @Test
    void time_in_which_nothing_runs_is_in_no_share() {
        var time = new SharedTime(0);
        time.leave(time.enter(0), 1_000);
        long later = time.enter(1_000_000);

        assertThat(time.leave(later, 1_000_500)).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_shares_add_up_to_the_busy_time(long seed) {
        var random = new Random(seed);
        var time = new SharedTime(0);
        var entered = new ArrayList<Long>();
        long now = 0;
        long shares = 0;
        long busy = 0;
        for (int i = 0; i < 2_000; i++) {
            long step = random.nextInt(1_000_000);
            busy += entered.isEmpty() ? 0 : step;
            now += step;
            if (entered.isEmpty() || random.nextInt(5) < 2) {
                entered.add(time.enter(now));
            } else {
                shares += time.leave(entered.remove(random.nextInt(entered.size())), now);
            }
        }
        for (long still : entered) {
            shares += time.leave(still, now);
        }

        assertThat(busy - shares).isBetween(0L, 2_000L); // less than a nanosecond for each event
    }
}
