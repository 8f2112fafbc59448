package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Functions that do nothing: what the platform itself costs.
final class Noop {
    private static final int PARTITIONS = 6;
    private static final int KEYS = 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final Work NOTHING = new Work("noop", 0, 4);

    private static final Contender CEILING = Contenders.rawTransactional(20_000);
    private static final Contender LAVANT = Contenders.lavant();
    private static final List<Contender> ALL = List.of(
            Contenders.rawConsumer(),
            Contenders.rawTransactional(500),
            CEILING,
            LAVANT,
            Contenders.lavant("Lavant, C2 compiler", List.of("-Xmx512m")));

    private Noop() {}

    static void run(Bench bench, Plan plan) {
        run(bench, plan, new Preload(plan.events(2_000_000), 1_000, KEYS));
        run(bench, plan, new Preload(plan.events(3_000_000), 100, KEYS));
    }

    private static void run(Bench bench, Plan plan, Preload events) {
        plan.out()
                .printf(
                        "%nnoop: %,d events of %,d B, %,d keys, %d partitions%n",
                        events.events(), events.valueBytes(), events.keys(), PARTITIONS);
        String topic = bench.fresh("events");
        bench.makeTopic(topic, PARTITIONS, Map.of());
        events.into(topic, bench.properties());
        var drain = new Drain(topic, events.events(), PARTITIONS, LONGEST);
        var result = Comparison.of(ALL, drain, NOTHING, bench, plan);
        bench.dropTopics(topic);
        result.print(plan.out(), CEILING);
        Goal.atLeast("Lavant, of the transactional ceiling", 0.8, result.perSecond(LAVANT) / result.perSecond(CEILING))
                .print(plan.out());
    }
}
