package dev.lavant.cli.simulate;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.simulator.Chart;
import dev.lavant.simulator.Comparison;
import dev.lavant.simulator.load.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lavant simulate`.
@Command(
        name = "simulate",
        description = {
            "Let a function live through a workload in virtual time, under Lavant's rule and others,",
            "and show what each costs beside the least that it can cost. Needs no platform.",
            "docs/scaling.md tells of the workloads, the rules and the settings."
        })
public final class Simulate implements Callable<Integer> {
    private final CommonOptions common;

    @Option(
            names = "--workload",
            paramLabel = "NAME|all",
            description = "Made-up arrivals; all of them when neither this nor --trace is given.")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--trace",
            paramLabel = "FILE[@FACTOR]",
            description =
                    "Arrivals from a file, or decisions from 'lavant explain FUNCTION -o json'; each event so often.")
    private List<String> traces = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "NAME|all",
            description = "lavant, keda, keda-tuned, kpa, google; all when not given.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "For example target=10s, start=5s, partitions=12.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is by chance; 1 when not given.")
    private long seed = 1;

    @Option(names = "--chart", paramLabel = "FILE.svg", description = "Draw arrivals and hosts of one workload.")
    private Optional<Path> chart = Optional.empty();

    /// A verb of one command line.
    public Simulate(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var chosen = new Chosen(workloads, traces, policies, settings, seed);
        var model = chosen.model();
        var contenders = chosen.contenders();
        List<Workload> loads = chosen.workloads(common.surroundings().workingDirectory());
        requireOneToDraw(loads);
        var rows = new ArrayList<SimulatedRow>();
        for (Workload load : loads) {
            Comparison comparison = Comparison.of(model, load, seed, contenders);
            chart.ifPresent(file -> draw(comparison, file));
            rows.addAll(SimulatedRow.of(comparison));
        }
        print(common.console(), rows);
        return Exit.OK.code();
    }

    private void requireOneToDraw(List<Workload> loads) {
        if (chart.isPresent() && loads.size() > 1) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "--chart draws one workload, there are " + loads.size(),
                    "Each would need a picture of its own.",
                    "Name one:  lavant simulate --workload step --chart step.svg");
        }
    }

    private void draw(Comparison comparison, Path file) {
        Path target = common.surroundings().workingDirectory().resolve(file);
        try {
            Files.writeString(target, Chart.svg(comparison));
        } catch (IOException failed) {
            throw new CommandFailed(
                            Exit.FAILED,
                            "the chart cannot be written to " + target,
                            failed.toString(),
                            "Give a file in a folder that exists and that you may write to.")
                    .causedBy(failed);
        }
    }

    private static void print(Console console, List<SimulatedRow> rows) {
        console.list(SimulatedRow.LISTING, console.format() == Format.TABLE ? SimulatedRow.withTotals(rows) : rows);
    }
}
