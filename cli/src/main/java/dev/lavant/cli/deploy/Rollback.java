package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant rollback`.
@Command(name = "rollback", description = "Bring an earlier revision of a function back, as a new one.")
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
        var state = DeployedState.read(Platform.reach(common.addresses()));
        FunctionDeployment now = state.function(name);
        FunctionDeployment back = earlier(state, now);
        var next = FunctionDeployment.newBuilder(back)
                .setRevision(now.getRevision() + 1)
                .setRolledBackTo(back.getRevision())
                .setPaused(now.getPaused())
                .setStartOffsets(now.getStartOffsets())
                .setDeployedAt(Instant.now())
                .build();
        new Deployer(state.platform().connection(), 1).write(List.of(next));
        common.console()
                .hint(name + " goes back to revision " + back.getRevision() + ", as revision " + next.getRevision()
                        + ".");
        return Exit.OK.code();
    }

    private FunctionDeployment earlier(DeployedState state, FunctionDeployment now) {
        List<FunctionDeployment> before = state.revisions(name).stream()
                .filter(revision -> revision.getRevision() < now.getRevision())
                .toList();
        return before.stream()
                .filter(revision ->
                        to.map(wanted -> wanted.equals(revision.getRevision())).orElse(true))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        Exit.NOT_FOUND,
                        name + " has no "
                                + to.map(wanted -> "revision " + wanted).orElse("earlier revision") + " to go back to",
                        "It is at revision " + now.getRevision()
                                + (before.isEmpty()
                                        ? ", and no other is kept."
                                        : "; kept are "
                                                + before.stream()
                                                        .map(revision -> Integer.toString(revision.getRevision()))
                                                        .collect(Collectors.joining(", "))
                                                + "."),
                        "See them:  lavant describe " + name));
    }
}
