package dev.lavant.cli.deadletter;

import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.LetterActions;
import dev.lavant.deploy.replay.Letter;
import dev.lavant.deploy.replay.Redriven;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant dlq drop`.
@Command(
        name = "drop",
        description =
                "Let dead letters be: they stay where they are and are never sent again. Without --yes it only counts.")
public final class DropDeadLetters implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed.")
    private String function = "";

    @Mixin
    private LetterChoice choice = new LetterChoice();

    @Option(names = "--yes", description = "Do it without asking again.")
    private boolean yes;

    /// A verb of one command line.
    public DropDeadLetters(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        Predicate<Letter> chosen = choice.chosen();
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.REDRIVES);
        var letters = new LetterActions(platform.connection());
        if (!yes) {
            Redriven would = letters.would(function, chosen);
            throw new CommandFailed(
                    Exit.USAGE,
                    "this would drop " + (would.chosen() - would.before()) + " dead letters of " + function,
                    "They stay in their topic, and can never be sent again.",
                    "If you mean it, type it again with --yes");
        }
        common.console().list(DecidedRow.LISTING, List.of(new DecidedRow(function, letters.drop(function, chosen))));
        return Exit.OK.code();
    }
}
