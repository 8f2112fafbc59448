package dev.lavant.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    @Test
    void the_watermark_stays_at_the_first_event_that_is_not_done() {
        var window = reading(100, 101, 102, 103);

        window.complete(101);
        window.complete(103);

        assertThat(window.progress()).isEqualTo(new Progress(100, new TreeSet<>(List.of(101L, 103L))));
    }

    @Test
    void the_watermark_passes_what_was_done_before_it() {
        var window = reading(100, 101, 102);
        window.complete(101);
        window.complete(100);

        assertThat(window.progress()).isEqualTo(Progress.at(102));
    }

    @Test
    void offsets_without_events_are_passed_over() {
        var window = reading(100, 105);
        window.complete(100);

        assertThat(window.progress().watermark()).isEqualTo(105);
        window.complete(105);
        window.passTo(110);
        assertThat(window.progress().watermark()).isEqualTo(110);
    }

    @Test
    void a_successor_runs_exactly_what_is_left() {
        var before = reading(100, 101, 102, 103, 104);
        List.of(101L, 102L, 104L).forEach(before::complete);
        Progress committed = before.progress();

        var after = new Window(Progress.parse(committed.watermark(), committed.metadata()));

        assertThat(LongStream.rangeClosed(100, 105).filter(after::receive)).containsExactly(100L, 103L, 105L);
    }

    @Test
    void it_is_full_before_the_bitmap_outgrows_the_metadata() {
        var window = new Window(Progress.at(0));
        window.receive(0);
        for (long offset = 1; !window.full(); offset++) {
            window.receive(offset);
            window.complete(offset);
        }

        assertThat(window.progress().doneBeyond()).hasSizeGreaterThan(15_000);
        assertThat(window.progress().metadata().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(4_096);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void metadata_reads_back_as_it_was_written(long seed) {
        var random = new Random(seed);
        long watermark = random.nextLong(1L << 50);
        var done = new TreeSet<Long>();
        for (int i = 0; i < random.nextInt(10_000); i++) {
            done.add(watermark + 1 + random.nextInt(Progress.MAX_WIDTH - 1));
        }
        var progress = new Progress(watermark, done);

        assertThat(Progress.parse(watermark, progress.metadata())).isEqualTo(progress);
        assertThat(progress.metadata().length()).isLessThanOrEqualTo(2_734);
    }

    @Test
    void metadata_of_another_tool_counts_as_none() {
        assertThat(Progress.parse(7, "reset by hand")).isEqualTo(Progress.at(7));
    }

    private static Window reading(long... offsets) {
        var window = new Window(Progress.at(offsets[0]));
        LongStream.of(offsets).forEach(window::receive);
        return window;
    }
}
