package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import java.util.List;

/// A thousand events a second and one host: how long from produce to the committed output.
final class Latency {
    private static final int PER_SECOND = 1_000;
    private static final double LIMIT_MILLIS = 50;
    private static final Work ECHO = new Work("echo", 0, 4);
    private static final Contender LAVANT = Contenders.lavant();
    private static final List<Contender> ALL = List.of(Contenders.rawEcho(), LAVANT);

    private Latency() {}

    static void run(Bench bench, Plan plan) {
        var trickle = new Trickle(PER_SECOND, plan.events(60_000), plan.events(30_000), 0);
        plan.out()
                .printf(
                        "%nlatency: %,d events at %,d/s, from produce to committed output%n",
                        trickle.measured(), PER_SECOND);
        var medians = new Medians();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contender contender : plan.chosen(ALL)) {
                var latencies = trickle.through(contender, ECHO, bench);
                plan.out().printf("  round %d: %s%n", round, Medians.line(contender.name(), latencies));
                medians.add(contender.name(), latencies);
            }
        }
        medians.print(plan.out());
        Goal.atMost("Lavant, milliseconds, p99", LIMIT_MILLIS, medians.p99(LAVANT.name()))
                .print(plan.out());
    }
}
