package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.Comeback;
import dev.lavant.deploy.act.FunctionActions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant rollback`.
@Command(
        name = "rollback",
        description = "Check an earlier revision of a function as deploy does, and bring it back as a new one.")
public final class Rollback implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed.")
    private String name = "";

    @Option(names = "--to", paramLabel = "REVISION", description = "Which one; by default the one before.")
    private Optional<Integer> to = Optional.empty();

    /// A verb of one command line.
    public Rollback(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        Comeback comeback = new FunctionActions(platform.connection()).comeback(name, to);
        Findings.hint(common.console(), comeback.checked().findings());
        comeback.requirePossible();
        comeback.checked()
                .newTopics()
                .forEach(topic -> common.console().hint("topic " + topic + " is not there, it is made"));
        common.console().hint(comeback.bring());
        return Exit.OK.code();
    }
}
