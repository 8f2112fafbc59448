package dev.lavant.cli.logs;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Moment;
import dev.lavant.schemas.log.Facts;
import dev.lavant.schemas.log.LogLine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant logs`.
@Command(
        name = "logs",
        description = {
            "Show what the hosts of a function have logged, living and gone, by time.",
            "The logs lie on the machine whose autoscaler has started the hosts."
        })
public final class ShowLogs implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final List<String> NAMES = List.of(Facts.EVENT, Facts.PLACE, Facts.INVOCATION, Facts.TRACE);

    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "Its name; FUNCTION.replay for events that ran again.")
    private String function = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with lines that come, of new hosts too, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--invocation",
            paramLabel = "ID",
            description = "Only lines about one event: its CloudEvents id, its place as uploads-0@17, its usage id, or"
                    + " the id of its trace.")
    private Optional<String> invocation = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only lines from then on, UTC: 2026-06-01T12:03:00Z, 12:03, or 10m for ten minutes ago.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "${env:LAVANT_FOLDER:-}",
            description =
                    "The autoscaler's folder, which has logs/ in it; or LAVANT_FOLDER names it. By default the one"
                            + " of lavant dev: .lavant here or above.")
    private String folder = "";

    /// A verb of one command line.
    public ShowLogs(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        Instant now = Clock.systemUTC().instant();
        Optional<Instant> from = since.map(typed -> Moment.typed("--since", typed, now));
        Path logs = LogFolder.find(common.surroundings().workingDirectory(), folder);
        var hosts = new HostLogs(logs);
        var functions = new TreeSet<String>();
        Predicate<LogLine> wanted = line -> wanted(line, from, functions);
        List<LogLine> lines = hosts.more(wanted);
        if (lines.isEmpty() && !follow) {
            throw none(logs, hosts.hosts(), functions);
        }
        Console console = common.console();
        print(lines, console);
        while (follow && !console.abandoned()) {
            pause();
            print(hosts.more(wanted), console);
        }
        return Exit.OK.code();
    }

    /// @param functions told of each whose hosts have logged something
    private boolean wanted(LogLine line, Optional<Instant> from, TreeSet<String> functions) {
        line.fact(Facts.FUNCTION).ifPresent(functions::add);
        return line.fact(Facts.FUNCTION).filter(function::equals).isPresent()
                && from.filter(line.at()::isBefore).isEmpty()
                && invocation
                        .filter(id -> NAMES.stream()
                                .noneMatch(name ->
                                        line.fact(name).filter(id::equals).isPresent()))
                        .isEmpty();
    }

    private static void print(List<LogLine> lines, Console console) {
        for (LogLine line : lines) {
            var shown = new ShownLine(line);
            switch (console.format()) {
                case TABLE -> console.out().println(shown.text(console.ansi()));
                case JSON -> console.out().println(shown.json());
            }
        }
    }

    private CommandFailed none(Path logs, int hosts, TreeSet<String> functions) {
        if (functions.contains(function)) {
            return new CommandFailed(
                    Exit.NOT_FOUND,
                    "no such line of " + function + " is in " + logs,
                    "Its hosts have logged something, but nothing that --invocation or --since asks for.",
                    "See all of it:  lavant logs " + function);
        }
        String known = functions.isEmpty() ? "no function" : String.join(", ", functions);
        return new CommandFailed(
                Exit.NOT_FOUND,
                "no host of " + function + " has logged anything in " + logs,
                "There are logs of " + hosts + " hosts, of " + known
                        + ". Hosts write where the autoscaler runs that has started them; a function at rest has none.",
                LogFolder.elsewhere(function));
    }

    private static void pause() {
        try {
            boolean _ = new CountDownLatch(1).await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.INTERRUPTED, "interrupted", "The process was told to stop.", "Type it again.")
                    .causedBy(interrupted);
        }
    }
}
