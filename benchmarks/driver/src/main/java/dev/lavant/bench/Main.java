package dev.lavant.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command line of the benchmarks.
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures Lavant beside raw Kafka clients and its peers, each in a process of its own.",
        footer = {"", "Scenarios: noop", "", "docs/benchmarks.md says what each does."})
public final class Main implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "What to run, one after another; all when none is named.")
    private List<String> scenarios = List.of("noop");

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
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        PrintStream out = System.out;
        var programs = new Programs(Path.of(System.getProperty("lavant.home", ".")));
        out.printf(
                "%d cores shared with the broker and the driver, Java %s, %s%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), System.getProperty("os.name"));
        try (var bench = Bench.start(programs)) {
            for (String scenario : scenarios) {
                run(scenario, bench, new Plan(rounds, scale, only, out));
            }
        }
        return 0;
    }

    private static void run(String scenario, Bench bench, Plan plan) {
        switch (scenario) {
            case "noop" -> Noop.run(bench, plan);
            default -> throw new IllegalArgumentException("there is no scenario '" + scenario + "'; there is noop");
        }
    }
}
