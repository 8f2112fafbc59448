package dev.lavant.torture;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Logs;
import dev.lavant.function.Ordering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lavant torture`: a platform of its own is hurt, then judged.
@Command(
        name = "torture",
        description = "Kill hosts and broker of a platform of its own, and judge what came out.",
        footer = {
            "",
            "Hosts are killed at any time, at each step of a commit, frozen and replaced, run out of memory;",
            "the broker is killed and stopped; hosts are scaled down and up. Then everything is left to finish,",
            "and every event must have one outcome, in the order of its key, and one usage record.",
            "Exit code 0 only when all is as promised. See docs/torture.md."
        })
public final class Torture implements Callable<Integer> {
    private static final int MOST_RANDOM_SEED = 1_000_000;
    private static final int TOLD_EVERY = 10;

    private final CommonOptions common;

    @Option(names = "--seed", paramLabel = "S", description = "Of the plan; any, when not said.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "100",
            description = "Hosts to lose, by any means (${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "20",
            description = "Time for that at most (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--rate",
            paramLabel = "EVENTS",
            defaultValue = "60",
            description = "Events sent each second (${DEFAULT-VALUE}).")
    private int perSecond;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Hosts at once at most (${DEFAULT-VALUE}).")
    private int mostHosts;

    @Option(names = "--deadly", description = "Events that exhaust memory do so in every host that runs them.")
    private boolean deadly;

    @Option(
            names = "--ordering",
            paramLabel = "KIND",
            defaultValue = "KEY",
            description = "Of the function: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Ordering ordering = Ordering.KEY;

    public Torture(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        TortureSettings settings = settings();
        Path folder = settings.folder();
        wipe(folder);
        Logs.to(folder.resolve("lavant.log"));
        common.console()
                .hint("seed " + settings.seed() + ": what is done is written to " + folder.resolve("torture.log"));
        Findings findings = run(settings);
        new Report(settings).print(findings, common.console());
        return verdict(settings, findings).code();
    }

    private TortureSettings settings() {
        Path working = common.surroundings().workingDirectory();
        long chosen = seed.orElseGet(() -> (long) new SplittableRandom().nextInt(MOST_RANDOM_SEED));
        try {
            return new TortureSettings(
                    chosen,
                    kills,
                    Duration.ofMinutes(minutes),
                    perSecond,
                    mostHosts,
                    deadly,
                    ordering,
                    Path.of(System.getProperty("lavant.home", working.toString())),
                    working.resolve(".lavant/torture/seed-" + chosen));
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailed(
                            Exit.USAGE,
                            "an option is wrong",
                            String.valueOf(wrong.getMessage()),
                            "See:  ./lavant torture --help")
                    .causedBy(wrong);
        }
    }

    private static Exit verdict(TortureSettings settings, Findings findings) {
        if (!findings.allIsWell()) {
            return Exit.CHECK_FAILED;
        }
        return findings.killed() < settings.kills() ? Exit.WAITED_IN_VAIN : Exit.OK;
    }

    private Findings run(TortureSettings settings) {
        try (var chronicle = new Chronicle(settings.folder(), this::progress)) {
            return new TortureRun(settings, chronicle).run();
        } catch (IllegalStateException cannot) {
            throw new CommandFailed(
                            Exit.FAILED,
                            "lavant torture cannot go on",
                            String.valueOf(cannot.getMessage()),
                            "Look at " + settings.folder() + " and try again:  " + settings.command())
                    .causedBy(cannot);
        }
    }

    private void progress(long lost, Duration elapsed) {
        if (lost % TOLD_EVERY == 0) {
            common.console().hint(lost + " of " + kills + " hosts lost after " + elapsed.toSeconds() + " s");
        }
    }

    /// What an earlier run with the seed has left.
    private static void wipe(Path folder) {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            Files.createDirectories(folder);
        } catch (IOException inUse) {
            throw new UncheckedIOException("the folder " + folder + " cannot be wiped", inUse);
        }
    }
}
