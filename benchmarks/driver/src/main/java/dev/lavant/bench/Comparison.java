package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Progress.Rate;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Contenders beside each other on the same events, in rounds in which each runs once: a slow minute of the machine
/// meets all of them.
final class Comparison {
    private final Map<String, List<Rate>> rates = new LinkedHashMap<>();

    /// Runs all rounds. Says each figure as it comes.
    static Comparison of(List<Contender> contenders, Drain drain, Work work, Bench bench, Plan plan) {
        var comparison = new Comparison();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contender contender : plan.chosen(contenders)) {
                comparison.run(contender, round, () -> drain.of(contender, work, bench), plan.out());
            }
        }
        return comparison;
    }

    private void run(Contender contender, int round, Supplier<Progress> drain, PrintStream out) {
        try {
            Rate rate = drain.get().rate();
            rates.computeIfAbsent(contender.name(), _ -> new ArrayList<>()).add(rate);
            out.printf(
                    "  round %d: %,9.0f/s  %7.2f CPU-s per million  %s%n",
                    round, rate.perSecond(), rate.cpuPerMillion(), contender.name());
        } catch (ContenderFailed failed) {
            out.printf("  round %d: %s FAILED: %s%n", round, contender.name(), failed.getMessage());
        }
    }

    /// Median of a contender's rates; NaN when it did not run.
    double perSecond(Contender contender) {
        return median(contender, Rate::perSecond);
    }

    /// Median of a contender's CPU seconds for a million events; NaN when it did not run.
    double cpuPerMillion(Contender contender) {
        return median(contender, Rate::cpuPerMillion);
    }

    private double median(Contender contender, ToDoubleFunction<Rate> figure) {
        double[] sorted = rates.getOrDefault(contender.name(), List.of()).stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /// A Markdown table of the medians.
    ///
    /// @param contenders in the order of the rows
    /// @param ceiling whose rate is 1
    void print(PrintStream out, List<Contender> contenders, Contender ceiling) {
        out.printf(
                "%n| contender | events/s | times %s | CPU-s per million | guarantee |%n|---|--:|--:|--:|---|%n",
                ceiling.name());
        contenders.stream()
                .filter(contender -> rates.containsKey(contender.name()))
                .forEach(contender -> out.printf(
                        "| %s | %,.0f | %.3f | %.2f | %s |%n",
                        contender.name(),
                        perSecond(contender),
                        perSecond(contender) / perSecond(ceiling),
                        cpuPerMillion(contender),
                        contender.guarantee()));
        out.println();
    }
}
