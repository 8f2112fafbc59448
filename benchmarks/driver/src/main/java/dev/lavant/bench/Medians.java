package dev.lavant.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Latencies by what was measured, over the rounds; what is told is the median of the rounds' percentiles.
final class Medians {
    private final Map<String, List<Latencies>> rounds = new LinkedHashMap<>();

    void add(String what, Latencies latencies) {
        rounds.computeIfAbsent(what, _ -> new ArrayList<>()).add(latencies);
    }

    double p99(String what) {
        return median(what, 99);
    }

    private double median(String what, double percent) {
        double[] sorted = rounds.getOrDefault(what, List.of()).stream()
                .mapToDouble(latencies -> latencies.percentileMillis(percent))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    void print(PrintStream out) {
        out.printf("%n| | p50 ms | p99 ms | p99.9 ms |%n|---|--:|--:|--:|%n");
        rounds.keySet()
                .forEach(what -> out.printf(
                        "| %s | %.1f | %.1f | %.1f |%n", what, median(what, 50), median(what, 99), median(what, 99.9)));
        out.println();
    }

    /// One round.
    static String line(String what, Latencies latencies) {
        return "p50 %7.1f ms  p99 %7.1f ms  %,d of %,d outputs  %s"
                .formatted(
                        latencies.percentileMillis(50),
                        latencies.percentileMillis(99),
                        latencies.arrived(),
                        latencies.sent(),
                        what);
    }
}
