package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import java.util.ArrayList;
import java.util.List;

/// Functions that do nothing: what the platform itself costs.
final class Noop {
    private static final int PARTITIONS = 6;
    private static final int KEYS = 100_000;
    private static final Work NOTHING = new Work("noop", 0, 4);

    /// Parallel Consumer's threads wait for their outputs one by one, so it is given many.
    private static final int PARALLEL = 64;

    private static final Contender CEILING = Contenders.rawTransactional(20_000);
    private static final Contender LAVANT = Contenders.lavant();
    private static final Contender MICRONAUT_BATCH_TRANSACTION = Contenders.micronautBatchTransaction();

    /// micronaut-kafka with an offset for each record, or with transactions.
    private static final List<Contender> MICRONAUT =
            List.of(Contenders.micronautRecord(), Contenders.micronautRecordTransaction(), MICRONAUT_BATCH_TRANSACTION);

    /// Those that write outputs and offsets together, as Lavant does.
    private static final List<Contender> PEERS_EXACTLY_ONCE = List.of(
            MICRONAUT_BATCH_TRANSACTION,
            Contenders.parallelConsumerTransaction(PARALLEL),
            Contenders.springRecordTransaction(),
            Contenders.springBatchTransaction());

    private static final List<Contender> OTHER_PEERS = List.of(
            Contenders.micronautRecordTransaction(),
            Contenders.micronautRecord(),
            Contenders.micronautBatch(),
            Contenders.parallelConsumer(PARALLEL),
            Contenders.springRecord());

    private Noop() {}

    static void run(Bench bench, Plan plan) {
        run(bench, plan, new Preload(plan.events(6_000_000), 1_000, KEYS));
        run(bench, plan, new Preload(plan.events(8_000_000), 100, KEYS));
    }

    private static void run(Bench bench, Plan plan, Preload events) {
        var result = new Backlogs("noop", events, PARTITIONS, NOTHING).compare(all(), CEILING, bench, plan);
        goals(result).forEach(goal -> goal.print(plan.out()));
    }

    private static List<Contender> all() {
        var all = new ArrayList<>(List.of(Contenders.rawConsumer(), Contenders.rawTransactional(500), CEILING, LAVANT));
        all.addAll(PEERS_EXACTLY_ONCE);
        all.addAll(OTHER_PEERS);
        return all;
    }

    private static List<Goal> goals(Comparison result) {
        double lavant = result.perSecond(LAVANT);
        double micronaut = MICRONAUT.stream()
                .mapToDouble(result::perSecond)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        double leastCpu = PEERS_EXACTLY_ONCE.stream()
                .mapToDouble(result::cpuPerMillion)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        return List.of(
                Goal.atLeast("Lavant, of the transactional ceiling", 0.8, lavant / result.perSecond(CEILING)),
                Goal.atLeast(
                        "Lavant, times the fastest micronaut-kafka with an offset or a transaction for each"
                                + " record or batch",
                        3,
                        lavant / micronaut),
                Goal.atMost(
                        "Lavant's CPU per event, of the most frugal peer's that is exactly once",
                        1,
                        result.cpuPerMillion(LAVANT) / leastCpu));
    }
}
