package dev.lavant.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/// The command line of the benchmarks.
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures Lavant beside raw Kafka clients and its peers, each in a process of its own.",
        footer = {
            "",
            "Scenarios: noop, io, keyed, latency, poison, memory, metering, dormant, router, aggregation,",
            "ingress, hour.",
            "",
            "docs/benchmarks.md says what each does."
        })
public final class Main implements Callable<Integer> {
    private static final List<String> ALL = List.of(
            "noop",
            "io",
            "keyed",
            "latency",
            "poison",
            "memory",
            "metering",
            "dormant",
            "router",
            "aggregation",
            "ingress",
            "hour");

    @Parameters(paramLabel = "SCENARIO", description = "What to run, one after another; all when none is named.")
    private List<String> scenarios = ALL;

    @Option(names = "--rounds", defaultValue = "3", description = "How often each contender runs (default: 3).")
    private int rounds;

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "Factor on the number of events, for a quick look (default: 1).")
    private double scale;

    @Option(names = "--only", description = "Contenders whose name contains this; repeatable.")
    private List<String> only = List.of();

    /// Ends with 0 when everything was measured.
    public static void main(String[] args) {
        var line = new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
        System.exit(line.execute(args));
    }

    private static int explain(Exception failed, CommandLine line, ParseResult arguments) throws Exception {
        if (!(failed instanceof IllegalArgumentException)) {
            throw failed;
        }
        line.getErr().println(failed.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() {
        requireKnown(scenarios);
        PrintStream out = System.out;
        var plan = new Plan(rounds, scale, only, out);
        var programs = new Programs(Path.of(System.getProperty("lavant.home", ".")));
        out.printf(
                "%d cores shared with the broker and the driver, Java %s, %s%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), System.getProperty("os.name"));
        try (var bench = Bench.start(programs)) {
            scenarios.forEach(scenario -> run(scenario, bench, plan));
        }
        return 0;
    }

    private static void requireKnown(List<String> scenarios) {
        for (String scenario : scenarios) {
            if (!ALL.contains(scenario)) {
                throw new IllegalArgumentException(
                        "there is no scenario '" + scenario + "'; there are " + String.join(", ", ALL));
            }
        }
        if (scenarios.contains("ingress")) {
            Wrk.requireInstalled();
        }
    }

    private static void run(String scenario, Bench bench, Plan plan) {
        switch (scenario) {
            case "noop" -> Noop.run(bench, plan);
            case "io" -> Io.run(bench, plan);
            case "keyed" -> Keyed.run(bench, plan);
            case "latency" -> Latency.run(bench, plan);
            case "poison" -> Poison.run(bench, plan);
            case "memory" -> Memory.run(bench, plan);
            case "metering" -> Metering.run(plan);
            case "dormant" -> Dormant.run(bench, plan);
            case "router" -> Routing.run(bench, plan);
            case "aggregation" -> Aggregation.run(bench, plan);
            case "hour" -> Hour.run(bench, plan);
            case "ingress" -> Intake.run(bench, plan);
            default -> throw new IllegalStateException("known but not run: " + scenario);
        }
        plan.out().printf("again: benchmarks/run %s%n", scenario);
    }
}
