package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import java.util.Map;
import java.util.TreeMap;

/// One key whose handler always throws: whether the events of other keys notice.
final class Poison {
    private static final int PER_SECOND = 1_000;
    private static final int ONE_IN = 100;
    private static final double LIMIT = 1.2;
    private static final String WITHOUT = "Lavant, all succeed";
    private static final String WITH = "Lavant, one key always fails: the others";
    /// What runs, by what it is called in the table.
    private static final Map<String, String> VARIANTS = new TreeMap<>(Map.of(WITHOUT, "echo", WITH, "echoOrFail"));

    private static final Contender LAVANT = Contenders.lavant();

    private Poison() {}

    static void run(Bench bench, Plan plan) {
        var trickle = new Trickle(PER_SECOND, plan.events(3_000), plan.events(10_000), ONE_IN);
        plan.out()
                .printf(
                        "%npoison: %,d events at %,d/s, one in %d of one key; the latency of the others%n",
                        trickle.measured(), PER_SECOND, ONE_IN);
        var medians = new Medians();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (var variant : VARIANTS.entrySet()) {
                var latencies = trickle.through(LAVANT, new Work(variant.getValue(), 0, 4), bench);
                plan.out().printf("  round %d: %s%n", round, Medians.line(variant.getKey(), latencies));
                medians.add(variant.getKey(), latencies);
            }
        }
        medians.print(plan.out());
        Goal.atMost(
                        "p99 of the others, times that without the poisonous key",
                        LIMIT,
                        medians.p99(WITH) / medians.p99(WITHOUT))
                .print(plan.out());
    }
}
