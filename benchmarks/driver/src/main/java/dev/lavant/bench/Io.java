package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import java.time.Duration;
import java.util.List;

/// Functions that wait ten milliseconds for each event: whether partitions bound how many wait at once.
final class Io {
    private static final Duration WAIT = Duration.ofMillis(10);
    private static final int CONCURRENCY = 64;
    private static final Work WORK = new Work("io", WAIT.toNanos(), CONCURRENCY);
    private static final Contender LAVANT = Contenders.lavant();
    private static final List<Contender> ALL = List.of(
            LAVANT,
            Contenders.parallelConsumerTransaction(CONCURRENCY),
            Contenders.parallelConsumer(CONCURRENCY),
            Contenders.micronautRecord());

    private Io() {}

    static void run(Bench bench, Plan plan) {
        for (int partitions : List.of(1, 6)) {
            var events = new Preload(plan.events(60_000), 1_000, 100_000);
            var result = new Backlogs("io", events, partitions, WORK).compare(ALL, LAVANT, bench, plan);
            double ideal = CONCURRENCY * 1e9 / WAIT.toNanos();
            Goal.atLeast(
                            "Lavant, of concurrency x hosts / 10 ms = %,.0f/s, with %d partitions"
                                    .formatted(ideal, partitions),
                            0.9,
                            result.perSecond(LAVANT) / ideal)
                    .print(plan.out());
        }
    }
}
