package dev.lavant.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The window beside a model of it that is too simple to be wrong: the set of what is done.
///
/// Every history of a small log is tried, each with a hand-over at every step and with a crash at every step;
/// long random histories wind the ring around many times.
class WindowModelTest {
    private static final int MARGIN = 10;
    private static final int EVENTS = 5;

    @Test
    void every_order_of_outcomes_with_a_successor_at_every_step_runs_each_event_once() {
        List<List<Integer>> orders = permutations(EVENTS);
        IntStream.range(0, 1 << EVENTS)
                .forEach(gaps -> orders.forEach(order -> IntStream.rangeClosed(0, EVENTS)
                        .forEach(handOver -> requireEachDoneOnce(offsets(gaps), order, handOver))));
    }

    /// The first owner decides some events in this order and commits; the second runs the rest.
    private static void requireEachDoneOnce(List<Long> offsets, List<Integer> order, int handOver) {
        var first = new Window(Progress.at(1_000), MARGIN);
        offsets.forEach(offset -> assertThat(first.receive(offset)).isEqualTo(Window.Received.NEW));
        var done = new TreeSet<Long>();
        for (int event : order.subList(0, handOver)) {
            first.complete(offsets.get(event));
            done.add(offsets.get(event));
        }
        Progress committed = first.progress(1);

        var second = new Window(Progress.parse(committed.watermark(), committed.metadata()), MARGIN);
        for (long offset : offsets) {
            boolean passed = offset < committed.watermark();
            boolean runs = !passed && second.receive(offset) == Window.Received.NEW;
            assertThat(runs)
                    .as("offset %s of %s, done %s", offset, offsets, done)
                    .isNotEqualTo(done.contains(offset));
            if (runs) {
                second.complete(offset);
            }
        }
        assertThat(second.progress(0)).isEqualTo(Progress.at(offsets.getLast() + 1));
    }

    /// Offsets of events; before each of which the bit is set in `gaps`, a few offsets hold none.
    private static List<Long> offsets(int gaps) {
        var offsets = new ArrayList<Long>();
        long next = 1_000;
        for (int i = 0; i < EVENTS; i++) {
            next += (gaps & 1 << i) != 0 ? 3 : 0;
            offsets.add(next++);
        }
        return offsets;
    }

    private static List<List<Integer>> permutations(int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (List<Integer> shorter : permutations(size - 1)) {
            for (int at = 0; at <= shorter.size(); at++) {
                var longer = new ArrayList<>(shorter);
                longer.add(at, size - 1);
                all.add(longer);
            }
        }
        return all;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void long_histories_with_crashes_agree_with_the_model(long seed) {
        var history = new History(new Random(seed));
        for (int step = 0; step < 100_000; step++) {
            history.step();
        }
        history.requireAgreement();
    }

    /// A log with gaps, its reader, and what is known to be done.
    private static final class History {
        private final Random random;
        private final TreeMap<Long, Integer> log = new TreeMap<>();
        private final TreeSet<Long> decided = new TreeSet<>();
        private final TreeSet<Long> committed = new TreeSet<>();
        private final List<Long> running = new ArrayList<>();
        private Progress lastCommit = Progress.at(0);
        private Window window = new Window(lastCommit, MARGIN);
        private long end;
        private long position;

        private History(Random random) {
            this.random = random;
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> read();
                case 4, 5, 6, 7, 8 -> complete();
                case 9 -> commit();
                case 10 -> fail();
                default -> perhapsCrash();
            }
        }

        private void read() {
            if (window.full()) {
                return;
            }
            if (log.ceilingKey(position) == null) {
                end += random.nextInt(50) == 0 ? random.nextInt(Progress.MAX_WIDTH) : random.nextInt(3);
                log.put(end++, 0);
            }
            long offset = log.ceilingKey(position);
            Window.Received received = window.receive(offset);
            assertThat(received == Window.Received.DONE)
                    .isEqualTo(committed.contains(offset) && received != Window.Received.NO_ROOM);
            if (received == Window.Received.NEW) {
                running.add(offset);
            }
            position = received == Window.Received.NO_ROOM ? position : offset + 1;
        }

        private void complete() {
            if (!running.isEmpty()) {
                // the first is slow, so that the window grows wide
                int at = random.nextInt(200) == 0 ? 0 : running.size() - 1 - random.nextInt(running.size() / 2 + 1);
                long offset = running.remove(at);
                window.complete(offset);
                decided.add(offset);
                log.put(offset, 0);
            }
        }

        private void fail() {
            if (!running.isEmpty() && window.failing() < Progress.MAX_FAILING) {
                long offset = running.get(random.nextInt(running.size()));
                log.merge(offset, 1, Integer::sum);
                window.attempted(offset, log.get(offset));
            }
        }

        private void commit() {
            lastCommit = window.progress(1);
            committed.addAll(decided);
            decided.clear();
            assertThat(lastCommit.metadata()).hasSizeLessThan(4_096);
        }

        private void perhapsCrash() {
            if (random.nextInt(200) != 0) {
                return;
            }
            commit();
            window = new Window(Progress.parse(lastCommit.watermark(), lastCommit.metadata()), MARGIN);
            position = lastCommit.watermark();
            running.clear();
            log.tailMap(position)
                    .forEach((offset, attempts) ->
                            assertThat(window.attempts(offset)).isEqualTo(attempts));
        }

        private void requireAgreement() {
            commit();
            var passed = new TreeSet<>(log.headMap(window.watermark()).keySet());
            passed.removeAll(committed);
            assertThat(passed).isEmpty();
        }
    }
}
