package dev.lavant.cli.explain;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.cli.show.Moment;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lavant explain`.
@Command(
        name = "explain",
        description = {
            "Say why a function has, or had, as many hosts as it has: the decision, its numbers, and the changes before.",
            "With -o json every decision that is kept, one a line: 'lavant simulate --trace' replays them."
        })
public final class Explain implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private @Nullable CommandSpec spec; // from picocli

    @Parameters(paramLabel = "FUNCTION", arity = "0..1", description = "One that is deployed.")
    private String function = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "A moment of the past, UTC: 2026-06-01T12:03:00Z, or 12:03 for the last time it was that.")
    private Optional<String> at = Optional.empty();

    /// A verb of one command line.
    public Explain(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (function.isEmpty() && spec != null) { // not for picocli to ask: "explain event" needs none
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FUNCTION'");
        }
        Instant now = Clock.systemUTC().instant();
        Instant moment = at.map(typed -> Moment.typed("--at", typed, now)).orElse(now);
        var platform = Platform.reach(common.addresses());
        List<ScalingDecision> decisions = decisions(platform);
        if (decisions.isEmpty()) {
            ControlTopics.read(platform, Topics.FUNCTIONS, Topics.STATEMENTS)
                    .requireFunction(function, common.addresses());
        }
        print(common.console(), decisions, moment);
        return Exit.OK.code();
    }

    /// All that are kept of this function, oldest first.
    private List<ScalingDecision> decisions(Platform platform) {
        var wire = platform.connection().wire();
        var found = new ArrayList<ScalingDecision>();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(List.of(Topics.SCALING), record -> {
                boolean ours =
                        record.key() != null && new String(record.key(), StandardCharsets.UTF_8).equals(function);
                if (ours && record.value() != null) {
                    found.add(wire.decode(record.value(), ScalingDecision.class));
                }
            });
        }
        found.sort(Comparator.comparing(ScalingDecision::getDecidedAt));
        return found;
    }

    private void print(Console console, List<ScalingDecision> decisions, Instant moment) {
        List<ScalingDecision> until = decisions.stream()
                .filter(decision -> !decision.getDecidedAt().isAfter(moment))
                .toList();
        if (until.isEmpty()) {
            throw nothingKnown(decisions, moment);
        }
        if (console.format() == Format.JSON) {
            console.list(DecisionLine.LISTING, until);
            return;
        }
        Explanation.of(until, moment).lines().forEach(console.out()::println);
    }

    private CommandFailed nothingKnown(List<ScalingDecision> decisions, Instant moment) {
        String why = decisions.isEmpty()
                ? "The autoscaler has published no decision of it yet, or none is kept any more."
                : "The first decision that is kept is of "
                        + decisions.getFirst().getDecidedAt() + ".";
        String next = decisions.isEmpty()
                ? "See whether it is deployed and the platform runs:  lavant ls"
                : "Ask for a later time:  lavant explain " + function + " --at "
                        + decisions.getFirst().getDecidedAt();
        return new CommandFailed(
                Exit.NOT_FOUND, "nothing is known of " + function + " at " + Moment.shown(moment), why, next);
    }
}
