package dev.lavant.cli.deadletter;

import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.LetterActions;
import dev.lavant.deploy.replay.Letter;
import dev.lavant.deploy.replay.Pace;
import dev.lavant.deploy.replay.Redriven;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant dlq replay`.
@Command(
        name = "replay",
        description = {
            "Send dead letters again, to their function and to nobody else, each letter once.",
            "They run on hosts of their own, with the function's revision of now: lavant ls shows FUNCTION.replay,",
            "lavant pause FUNCTION.replay stops them. Ctrl-C sends no more; what was sent stays sent."
        })
public final class ReplayDeadLetters implements Callable<Integer> {
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,6})(/s)?");

    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed.")
    private String function = "";

    @Mixin
    private LetterChoice choice = new LetterChoice();

    @Option(names = "--rate", paramLabel = "N/s", description = "So many a second at most; by default all at once.")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--dry-run", description = "Say how many it would be, and do nothing.")
    private boolean dryRun;

    /// A verb of one command line.
    public ReplayDeadLetters(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        Predicate<Letter> chosen = choice.chosen();
        Pace pace = rate.map(ReplayDeadLetters::pace).orElse(Pace.UNBOUNDED);
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.REDRIVES);
        var letters = new LetterActions(platform.connection());
        Redriven redriven = dryRun ? letters.would(function, chosen) : letters.replay(function, chosen, pace);
        common.console().list(DecidedRow.LISTING, List.of(new DecidedRow(function, redriven)));
        hint(redriven);
        return Exit.OK.code();
    }

    private void hint(Redriven redriven) {
        var console = common.console();
        if (dryRun) {
            console.hint("would send " + redriven.left() + " again");
        } else if (redriven.done() > 0) {
            String beside = Replays.beside(function);
            console.hint("They run as " + beside + ": see  lavant ls;  stop them:  lavant pause " + beside);
        }
        if (redriven.notWhole() > 0) {
            console.hint(redriven.notWhole()
                    + " were too large for the dead-letter topic, which holds no value of them:"
                    + " send those events again from where lavant dlq show " + function + " says that they stand.");
        }
    }

    private static Pace pace(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "--rate: '" + text + "' is not a number of letters a second, such as 20/s",
                    "Nothing was sent.",
                    "For example:  --rate 20/s");
        }
        return new Pace(Integer.parseInt(matcher.group(1)));
    }
}
