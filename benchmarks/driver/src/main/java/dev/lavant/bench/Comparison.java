package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Progress.Rate;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Contenders beside each other on the same events, in rounds in which each runs once: a slow minute of the machine
/// meets all of them.
final class Comparison {
    private final Map<Contender, List<Rate>> rates = new LinkedHashMap<>();

    /// Runs all rounds. Says each figure as it comes.
    static Comparison of(List<Contender> contenders, Drain drain, Work work, Bench bench, Plan plan) {
        var comparison = new Comparison();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contender contender : plan.chosen(contenders)) {
                Rate rate = drain.of(contender, work, bench);
                comparison
                        .rates
                        .computeIfAbsent(contender, _ -> new ArrayList<>())
                        .add(rate);
                plan.out()
                        .printf(
                                "  round %d: %,9.0f/s  %6.2f CPU-s per million  %s%n",
                                round, rate.perSecond(), rate.cpuPerMillion(), contender.name());
            }
        }
        return comparison;
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
        double[] sorted = rates.getOrDefault(contender, List.of()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /// A Markdown table of the medians.
    ///
    /// @param ceiling whose rate is 1
    void print(PrintStream out, Contender ceiling) {
        out.printf(
                "%n| contender | events/s | of the ceiling | CPU-s per million | guarantee |%n|---|--:|--:|--:|---|%n");
        rates.keySet()
                .forEach(contender -> out.printf(
                        "| %s | %,.0f | %.2f | %.2f | %s |%n",
                        contender.name(),
                        perSecond(contender),
                        perSecond(contender) / perSecond(ceiling),
                        cpuPerMillion(contender),
                        contender.guarantee()));
        out.println();
    }
}
