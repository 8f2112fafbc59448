package dev.lavant.bench;

import dev.lavant.bench.metering.MeteringCost;
import java.io.PrintStream;
import java.util.Map;

/// What metering costs for each event, beside a reading of the machine's clock.
final class Metering {
    private static final Map<String, String> STEPS = Map.of(
            "clock", "a reading of the monotonic clock",
            "measure", "measuring an attempt: wall, CPU, allocation, share of the host's time",
            "measureUnchained", "the same after a pause: all clocks are read twice",
            "record", "its usage record, with the id, as bytes");

    private Metering() {}

    static void run(Plan plan) {
        MeteringCost cost = MeteringCost.measure(plan.rounds(), Programs.SAME_FOR_ALL);
        PrintStream out = plan.out();
        out.printf("%nmetering, mean of %d processes%n%n", plan.rounds());
        out.printf("| step | ns | times a reading of the clock |%n|---|--:|--:|%n");
        STEPS.keySet().stream()
                .sorted()
                .forEach(step -> out.printf(
                        "| %s | %,.0f | %.1f |%n",
                        STEPS.get(step), cost.nanos(step), cost.nanos(step) / cost.nanos("clock")));
        out.printf(
                "%nCPU-s per million events, while attempts follow each other: %.2f%n%n", cost.nanosPerEvent() / 1_000);
    }
}
