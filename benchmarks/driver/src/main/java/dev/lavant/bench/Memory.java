package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Running.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A backlog many times the heap, worked off by a host with 64 MiB: whether memory stays flat.
final class Memory {
    private static final int PARTITIONS = 6;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final double FLAT = 1.1;
    private static final Contender LAVANT =
            Contenders.lavant("Lavant, -Xmx64m", List.of("-Xmx64m", "-Xlog:gc:stdout"));

    private Memory() {}

    static void run(Bench bench, Plan plan) {
        var events = new Preload(plan.events(1_000_000), 1_000, 100_000);
        plan.out().printf("%nmemory: %,d events of %,d B, heap 64 MiB%n", events.events(), events.valueBytes());
        var source = new Source(bench.fresh("events"), PARTITIONS);
        bench.makeTopic(source.topic(), PARTITIONS, Map.of());
        events.into(source.topic(), PARTITIONS, bench.properties());
        try (var running = Running.start(LAVANT, source, new Work("noop", 0, 4), bench)) {
            report(drain(running, events.events(), plan), events.events(), running.child(), plan);
        }
        bench.dropTopics(source.topic());
    }

    /// @param done events
    /// @param residentMib memory of the process that is in RAM
    record Sample(long done, double residentMib) {}

    private static List<Sample> drain(Running running, int events, Plan plan) {
        var samples = new ArrayList<Sample>();
        long until = System.nanoTime() + LONGEST.toNanos();
        while ((samples.isEmpty() || samples.getLast().done() < events) && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            var look = Drain.look(running);
            samples.add(new Sample(look.done(), running.child().residentMib()));
            if (samples.size() % 20 == 0) {
                plan.out()
                        .printf(
                                "  %,9d done, %.0f MiB resident%n",
                                look.done(), samples.getLast().residentMib());
            }
        }
        return samples;
    }

    private static void report(List<Sample> samples, int events, Child child, Plan plan) {
        double early = highest(samples, 0, events / 2);
        double late = highest(samples, events / 2, events);
        long done = samples.getLast().done();
        plan.out()
                .printf(
                        "%n| done | seconds | highest heap after a collection, MiB | highest resident in the first half, MiB"
                                + " | in the second |%n|--:|--:|--:|--:|--:|%n| %,d of %,d | %d | %.0f | %.0f | %.0f |%n%n",
                        done, events, samples.size(), child.highestHeapAfterCollectionMib(), early, late);
        Goal.atLeast("part of the backlog that is done", 1, (double) done / events)
                .print(plan.out());
        Goal.atMost("resident memory in the second half, times that in the first", FLAT, late / early)
                .print(plan.out());
    }

    /// Over samples with more than `from` and up to `to` events done; NaN when there are none.
    private static double highest(List<Sample> samples, long from, long to) {
        return samples.stream()
                .filter(sample -> sample.done() > from && sample.done() <= to)
                .mapToDouble(Sample::residentMib)
                .max()
                .orElse(Double.NaN);
    }
}
