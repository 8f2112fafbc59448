package dev.lavant.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.bench.Progress.Look;
import dev.lavant.bench.Progress.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void the_steady_part_begins_when_half_is_done() {
        var progress = new Progress(1_000);
        progress.saw(look(0, 1, 5));
        progress.saw(look(SECOND, 500, 7));
        progress.saw(look(2 * SECOND, 850, 8));
        progress.saw(look(3 * SECOND, 1_000, 9));

        assertThat(progress.complete()).isTrue();
        assertThat(progress.rate()).isEqualTo(new Rate(250, 2e6 / 500));
    }

    @Test
    void it_begins_after_thirty_seconds_when_less_than_half_is_done() {
        var progress = new Progress(1_000_000);
        progress.saw(look(0, 1, 0));
        progress.saw(look(30 * SECOND, 10, 1));
        progress.saw(look(32 * SECOND, 210, 2));

        assertThat(progress.complete()).isFalse();
        assertThat(progress.rate().perSecond()).isEqualTo(100);
    }

    @Test
    void looks_that_saw_nothing_new_do_not_count() {
        var progress = new Progress(100);
        progress.saw(look(0, 0, 0));
        progress.saw(look(SECOND, 50, 1));
        progress.saw(look(2 * SECOND, 50, 1));
        progress.saw(look(3 * SECOND, 100, 2));
        progress.saw(look(9 * SECOND, 100, 8));

        assertThat(progress.rate().perSecond()).isEqualTo(25);
    }

    @Test
    void one_commit_alone_tells_no_rate() {
        var progress = new Progress(100);
        progress.saw(look(SECOND, 100, 1));

        assertThat(progress.rate().perSecond()).isNaN();
    }

    private static Look look(long nanos, long done, long cpuSeconds) {
        return new Look(nanos, done, Duration.ofSeconds(cpuSeconds));
    }
}
