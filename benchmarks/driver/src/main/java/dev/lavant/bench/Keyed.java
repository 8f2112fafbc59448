package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import java.time.Duration;
import java.util.List;

/// A millisecond of work for each event, in order within each key.
final class Keyed {
    private static final int CONCURRENCY = 16;
    private static final Work WORK = new Work("keyed", Duration.ofMillis(1).toNanos(), CONCURRENCY);
    private static final Contender LAVANT = Contenders.lavant();
    private static final Contender SAME_GUARANTEE = Contenders.parallelConsumerTransaction(CONCURRENCY);
    private static final Contender OFFSETS_ONLY = Contenders.parallelConsumer(CONCURRENCY);

    private Keyed() {}

    static void run(Bench bench, Plan plan) {
        var events = new Preload(plan.events(160_000), 1_000, 1_000);
        var result = new Backlogs("keyed", events, 6, WORK)
                .compare(List.of(LAVANT, SAME_GUARANTEE, OFFSETS_ONLY), LAVANT, bench, plan);
        double lavant = result.perSecond(LAVANT);
        Goal.atLeast("Lavant, times parallel-consumer with transactions", 1, lavant / result.perSecond(SAME_GUARANTEE))
                .print(plan.out());
        Goal.atLeast("Lavant, times parallel-consumer without", 1, lavant / result.perSecond(OFFSETS_ONLY))
                .print(plan.out());
    }
}
