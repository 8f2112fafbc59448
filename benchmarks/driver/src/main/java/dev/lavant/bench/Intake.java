package dev.lavant.bench;

import dev.lavant.bench.Progress.Rate;
import dev.lavant.bench.Wrk.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Events over HTTP: how many a second, beside an endpoint that only produces, and how long one takes at half of that.
/// Both endpoints run all the time and are asked in turns, so that neither is measured with cold code.
final class Intake {
    private static final String LAVANT = "Lavant's ingress";
    private static final String BARE = "bare Micronaut endpoint";
    private static final int PARTITIONS = 6;
    private static final int CONNECTIONS = 64;
    private static final int DATA_BYTES = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final double LEAST_OF_BARE = 0.8;
    private static final double LIMIT_MILLIS = 20;

    private final Bench bench;
    private final Plan plan;
    private final Wrk wrk;
    private final Duration time;
    private final Map<String, List<Rate>> rates = new LinkedHashMap<>();
    private final Medians latencies = new Medians();

    private Intake(Bench bench, Plan plan) {
        this.bench = bench;
        this.plan = plan;
        this.wrk = Wrk.in(bench.folder("wrk"), CONNECTIONS, DATA_BYTES);
        this.time = Duration.ofSeconds(plan.events((int) TIME.toSeconds()));
    }

    static void run(Bench bench, Plan plan) {
        new Intake(bench, plan).run();
    }

    private void run() {
        plan.out().printf("%ningress: events of 1 KB over %d connections, %d s each%n", CONNECTIONS, time.toSeconds());
        bench.makeTopic("bare", PARTITIONS, Map.of());
        bench.makeTopic("taken", PARTITIONS, Map.of());
        try (var bare = Endpoint.start(BARE, "bare", port -> Endpoint.bare(bench, port));
                var lavant = Endpoint.start(LAVANT, "taken", port -> Endpoint.lavant(bench, port))) {
            var both = List.of(bare, lavant);
            both.forEach(endpoint -> wrk.send(endpoint.url(), bench.fresh("warm"), WARM_UP));
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Endpoint endpoint : both) {
                    measure(endpoint, round);
                }
            }
        }
        print();
    }

    private void measure(Endpoint endpoint, int round) {
        Duration before = endpoint.child().cpu();
        Told told = wrk.send(endpoint.url(), bench.fresh("fast"), time);
        Duration used = endpoint.child().cpu().minus(before);
        var rate = new Rate(told.perSecond(), used.toNanos() / 1e3 / told.answered());
        rates.computeIfAbsent(endpoint.name(), _ -> new ArrayList<>()).add(rate);
        plan.out()
                .printf(
                        "  round %d: %,9.0f/s  %7.2f CPU-s per million  %s%n",
                        round, rate.perSecond(), rate.cpuPerMillion(), endpoint.name());
        double half = told.perSecond() / 2;
        Latencies halfLoad =
                new SteadyLoad(half, time, CONNECTIONS, DATA_BYTES).send(endpoint.url(), bench.fresh("half"));
        plan.out().printf("  round %d: at %,.0f/s  %s%n", round, half, Medians.line(endpoint.name(), halfLoad));
        latencies.add(endpoint.name(), halfLoad);
    }

    private void print() {
        plan.out().printf("%n| | requests/s | CPU-s per million |%n|---|--:|--:|%n");
        rates.keySet()
                .forEach(one -> plan.out()
                        .printf(
                                "| %s | %,.0f | %.2f |%n",
                                one, median(one, Rate::perSecond), median(one, Rate::cpuPerMillion)));
        plan.out().printf("%nat half of these:%n");
        latencies.print(plan.out());
        Goal.atLeast(
                        "requests/s, times the bare endpoint's",
                        LEAST_OF_BARE,
                        median(LAVANT, Rate::perSecond) / median(BARE, Rate::perSecond))
                .print(plan.out());
        Goal.atMost("Lavant's ingress at half load, milliseconds, p99", LIMIT_MILLIS, latencies.p99(LAVANT))
                .print(plan.out());
    }

    private double median(String endpoint, ToDoubleFunction<Rate> figure) {
        double[] sorted = rates.getOrDefault(endpoint, List.of()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
