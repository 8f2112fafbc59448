package dev.lavant.cli.simulate;

import static java.util.Locale.ROOT;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.simulator.Comparison;
import dev.lavant.simulator.Run;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What one rule, or the optimum, made of one workload.
///
/// @param hostSeconds from each host's launch to its end
/// @param run empty for the optimum
/// @param ratio to the optimum's host-seconds; 0 when no plan keeps the target, as its cost is without end
record SimulatedRow(String workload, String policy, double hostSeconds, double ratio, String late, Optional<Run> run) {
    private static final double KEPT = 0.01;

    static final Listing<SimulatedRow> LISTING = new Listing<>(
            Column.text("WORKLOAD", "workload", SimulatedRow::workload),
            Column.text("POLICY", "policy", SimulatedRow::policy),
            Column.seen("HOST-S", Aligned.RIGHT, row -> whole(row.hostSeconds())),
            Column.field("hostSeconds", row -> number(row.hostSeconds(), 1)),
            Column.seen("x OPTIMUM", Aligned.RIGHT, row -> times(row.ratio())),
            Column.field("ratio", row -> row.ratio() > 0 ? number(row.ratio(), 4) : Optional.empty()),
            Column.seen("LATE", Aligned.RIGHT, SimulatedRow::late),
            Column.field("lateShare", row -> row.measured(run -> run.tally().lateShare(), 6)),
            Column.seen(
                    "P50 s", Aligned.RIGHT, row -> row.shown(run -> run.tally().medianSeconds())),
            Column.field(
                    "p50Millis", row -> row.measured(run -> 1_000 * run.tally().medianSeconds(), 0)),
            Column.seen(
                    "P99 s", Aligned.RIGHT, row -> row.shown(run -> run.tally().p99Seconds())),
            Column.field(
                    "p99Millis", row -> row.measured(run -> 1_000 * run.tally().p99Seconds(), 0)),
            Column.seen("ACTIONS", Aligned.RIGHT, row -> row.counted(SimulatedRow::actions)),
            Column.field("actions", row -> row.run().map(SimulatedRow::actions)),
            Column.seen("COLD", Aligned.RIGHT, row -> row.counted(SimulatedRow::coldStarts)),
            Column.field("coldStarts", row -> row.run().map(SimulatedRow::coldStarts)));

    private static int actions(Run run) {
        return run.tally().changes().actions();
    }

    private static int coldStarts(Run run) {
        return run.tally().changes().coldStarts();
    }

    static List<SimulatedRow> of(Comparison comparison) {
        String workload = comparison.workload().name();
        var rows = new ArrayList<SimulatedRow>();
        rows.add(new SimulatedRow(
                workload, "optimum", comparison.optimum().hostSeconds(), 1, "0.00 %", Optional.empty()));
        comparison
                .runs()
                .forEach(run -> rows.add(new SimulatedRow(
                        workload,
                        run.contender().key(),
                        run.tally().hostSeconds(),
                        comparison.ratio(run),
                        String.format(ROOT, "%.2f %%", 100 * run.tally().lateShare()),
                        Optional.of(run))));
        return rows;
    }

    /// The rows and, below those of several workloads, for each rule the geometric mean of its ratios and in
    /// how many of them it kept the target for 99 of 100 events.
    static List<SimulatedRow> withTotals(List<SimulatedRow> rows) {
        var totals = rows.stream()
                .filter(row -> row.run().isPresent())
                .collect(Collectors.groupingBy(SimulatedRow::policy, LinkedHashMap::new, Collectors.toList()));
        var all = new ArrayList<>(rows);
        totals.forEach((policy, of) -> {
            if (of.size() > 1) {
                all.add(total(policy, of));
            }
        });
        return all;
    }

    private static SimulatedRow total(String policy, List<SimulatedRow> rows) {
        double cost = rows.stream().mapToDouble(SimulatedRow::hostSeconds).sum();
        double logs = rows.stream()
                .filter(row -> row.ratio() > 0) // of the others no plan keeps the target
                .mapToDouble(row -> Math.log(row.ratio()))
                .average()
                .orElse(Double.NEGATIVE_INFINITY);
        long kept = rows.stream()
                .flatMap(row -> row.run().stream())
                .filter(run -> run.tally().lateShare() <= KEPT)
                .count();
        String late = "kept " + kept + "/" + rows.size();
        return new SimulatedRow("all", policy, cost, Math.exp(logs), late, Optional.empty());
    }

    private String shown(ToDoubleFunction<Run> value) {
        return run.map(of -> String.format(ROOT, "%.2f", value.applyAsDouble(of)))
                .orElse("");
    }

    private String counted(Function<Run, Integer> value) {
        return run.map(of -> Integer.toString(value.apply(of))).orElse("");
    }

    private Optional<BigDecimal> measured(ToDoubleFunction<Run> value, int digits) {
        return run.flatMap(of -> number(value.applyAsDouble(of), digits));
    }

    private static Optional<BigDecimal> number(double value, int digits) {
        return Double.isFinite(value)
                ? Optional.of(BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN))
                : Optional.empty();
    }

    private static String whole(double value) {
        return Double.isFinite(value) ? String.format(ROOT, "%.0f", value) : "none";
    }

    private static String times(double ratio) {
        return ratio > 0 ? String.format(ROOT, "%.2f", ratio) : "-";
    }
}
