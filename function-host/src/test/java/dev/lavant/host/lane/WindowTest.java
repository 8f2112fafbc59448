package dev.lavant.host.lane;

import static dev.lavant.host.lane.Window.Received.DONE;
import static dev.lavant.host.lane.Window.Received.NEW;
import static dev.lavant.host.lane.Window.Received.NO_ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final int MARGIN = 500;

    @Test
    void the_watermark_stays_at_the_first_event_that_is_not_done() {
        var window = reading(100, 101, 102, 103);

        window.complete(101);
        window.complete(103);

        assertThat(window.progress(0)).isEqualTo(progress(100, 1, 3));
    }

    @Test
    void the_watermark_passes_what_was_done_before_it() {
        var window = reading(100, 101, 102);
        window.complete(101);
        window.complete(100);

        assertThat(window.progress(0)).isEqualTo(Progress.at(102));
    }

    @Test
    void offsets_without_events_are_passed_over() {
        var window = reading(100, 105);
        window.complete(100);

        assertThat(window.watermark()).isEqualTo(105);
        window.complete(105);
        window.passTo(110);
        assertThat(window.progress(0)).isEqualTo(Progress.at(110));
    }

    @Test
    void a_successor_runs_exactly_what_is_left() {
        var before = reading(100, 101, 102, 103, 104);
        List.of(101L, 102L, 104L).forEach(before::complete);

        var after = successor(before);

        assertThat(LongStream.rangeClosed(100, 105).filter(offset -> after.receive(offset) == NEW))
                .containsExactly(100L, 103L, 105L);
    }

    @Test
    void a_successor_knows_the_attempts_so_far() {
        var before = reading(100, 101, 102);
        before.attempted(100, 2);
        before.attempted(101, 1);
        before.attempted(102, 1);
        before.complete(101);

        var after = successor(before);

        assertThat(LongStream.rangeClosed(100, 102).mapToInt(after::attempts)).containsExactly(2, 0, 1);
        assertThat(after.failing()).isEqualTo(2);
    }

    @Test
    void attempts_of_more_events_than_fit_are_not_kept() {
        var window = new Window(Progress.at(0), MARGIN);
        LongStream.range(0, 1_000).forEach(offset -> {
            window.receive(offset);
            window.attempted(offset, 1);
        });

        assertThat(window.failing()).isEqualTo(Progress.MAX_FAILING);
        assertThat(window.progress(1).metadata()).hasSizeLessThan(4_096);
    }

    @Test
    void it_is_full_before_the_bitmap_outgrows_the_metadata() {
        var window = reading(0);
        for (long offset = 1; !window.full(); offset++) {
            window.receive(offset);
            window.complete(offset);
        }

        assertThat(window.progress(1).done().length()).isEqualTo(Progress.MAX_WIDTH - MARGIN);
        window.complete(0);
        assertThat(window.full()).isFalse();
    }

    @Test
    void what_lies_too_far_beyond_the_watermark_must_be_read_again() {
        var window = reading(0);
        long beyond = Progress.MAX_WIDTH + 7;

        assertThat(window.receive(beyond)).isEqualTo(NO_ROOM);
        assertThat(window.full()).isTrue();
        window.complete(0);
        assertThat(window.full()).isFalse();
        assertThat(window.receive(beyond)).isEqualTo(NEW);
        assertThat(window.watermark()).isEqualTo(beyond);
    }

    @Test
    void a_gap_wider_than_the_window_is_passed_when_nothing_is_open() {
        var window = reading(0);
        window.complete(0);

        assertThat(window.receive(10_000_000)).isEqualTo(NEW);
        assertThat(window.progress(0)).isEqualTo(Progress.at(10_000_000));
    }

    @Test
    void metadata_of_another_tool_counts_as_none() {
        assertThat(Progress.parse(7, "reset by hand")).isEqualTo(Progress.at(7));
    }

    @Test
    void metadata_is_empty_when_there_is_nothing_to_say() {
        assertThat(Progress.at(7).metadata()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void any_window_fits_the_metadata_and_reads_back_as_it_was_written(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var progress = anyProgress(random);

            String metadata = progress.metadata();

            assertThat(metadata).hasSizeLessThan(4_096);
            assertThat(Progress.parse(progress.watermark(), metadata)).isEqualTo(progress);
        }
    }

    @Test
    void the_largest_window_fits_the_metadata() {
        var done = new BitSet();
        done.set(1, Progress.MAX_WIDTH);
        var attempts = new TreeMap<Integer, Integer>();
        IntStream.range(0, Progress.MAX_FAILING)
                .forEach(i -> attempts.put(
                        (i + 1) * (Progress.MAX_WIDTH / (Progress.MAX_FAILING + 1)), Progress.MAX_ATTEMPTS));

        assertThat(new Progress(Long.MAX_VALUE / 2, done, attempts, 127).metadata())
                .hasSizeLessThan(4_096);
    }

    private static Progress anyProgress(Random random) {
        var done = new BitSet();
        int width = 1 + random.nextInt(Progress.MAX_WIDTH - 1);
        double density = random.nextDouble();
        IntStream.range(1, width).filter(_ -> random.nextDouble() < density).forEach(done::set);
        var attempts = new TreeMap<Integer, Integer>();
        for (int i = random.nextInt(Progress.MAX_FAILING); i > 0; i--) {
            attempts.put(random.nextInt(Progress.MAX_WIDTH), 1 + random.nextInt(Progress.MAX_ATTEMPTS));
        }
        return new Progress(random.nextLong(1L << 50), done, attempts, random.nextInt(128));
    }

    private static Progress progress(long watermark, int... done) {
        var bits = new BitSet();
        IntStream.of(done).forEach(bits::set);
        return new Progress(watermark, bits, new TreeMap<>(Map.of()), 0);
    }

    private static Window successor(Window before) {
        Progress committed = before.progress(1);
        return new Window(Progress.parse(committed.watermark(), committed.metadata()), MARGIN);
    }

    private static Window reading(long... offsets) {
        var window = new Window(Progress.at(offsets[0]), MARGIN);
        LongStream.of(offsets)
                .forEach(offset -> assertThat(window.receive(offset)).isNotEqualTo(DONE));
        return window;
    }
}
