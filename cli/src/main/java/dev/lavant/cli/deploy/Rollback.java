package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.check.SettingsCheck;
import dev.lavant.deploy.pack.DeployedCode;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.artifact.ArtifactStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant rollback`.
@Command(
        name = "rollback",
        description = "Check an earlier revision of a function as deploy does, and bring it back as a new one.")
public final class Rollback implements Callable<Integer> {
    /// Of topics that have to be made, as by `deploy`.
    private static final int PARTITIONS = 6;

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
        Checked checked = checked(back, state);
        Findings.hint(common.console(), checked.findings());
        requirePossible(checked, back);
        checked.newTopics().forEach(topic -> common.console().hint("topic " + topic + " is not there, it is made"));
        var deployer = new Deployer(state.platform().connection(), PARTITIONS);
        FunctionDeployment next = deployer.deploy(List.of(again(back, checked)), state.functions())
                .getFirst();
        common.console().hint(done(now, back, next));
        return Exit.OK.code();
    }

    private String done(FunctionDeployment now, FunctionDeployment back, FunctionDeployment next) {
        return next.getRevision() == now.getRevision()
                ? name + " is as in revision " + back.getRevision() + " already: nothing was changed."
                : name + " goes back to revision " + back.getRevision() + ", as revision " + next.getRevision() + ".";
    }

    /// What `deploy` would look at, had it been given the code of that revision and its settings.
    private Checked checked(FunctionDeployment back, DeployedState state) {
        DeployedCode code = code(back, state.platform());
        List<EffectiveSettings> functions = List.of(
                EffectiveSettings.of(code.function(), Said.NOTHING, Said.NOTHING, state.caps(back.getTenant())));
        return Checked.of(
                functions, SettingsCheck.ofSettings(functions), code.schemas(), state.functions(), state.platform());
    }

    private DeployedCode code(FunctionDeployment back, Platform platform) {
        try {
            return DeployedCode.of(back, new ArtifactStore(platform.connection().properties()));
        } catch (ProjectFault | KafkaException gone) {
            throw new CommandFailed(
                            Exit.FAILED,
                            "the code of revision " + back.getRevision() + " of " + name + " cannot be had",
                            String.valueOf(gone.getMessage()),
                            "Bring back another one, see  lavant describe " + name
                                    + "  or deploy the sources of that revision:  lavant deploy DIR")
                    .causedBy(gone);
        }
    }

    private void requirePossible(Checked checked, FunctionDeployment back) {
        if (!checked.possible()) {
            throw new CommandFailed(
                    Exit.CHECK_FAILED,
                    "nothing was rolled back",
                    "The check of revision " + back.getRevision() + " of " + name + " failed, see above.",
                    "Mend that and type it again, or bring back another one, see  lavant describe " + name);
        }
    }

    private static FunctionDeployment again(FunctionDeployment back, Checked checked) {
        FunctionManifest function = checked.functions().getFirst().function();
        return FunctionDeployment.newBuilder(
                        Deployments.of(function, back.getTenant(), back.getClasspath(), Instant.now()))
                .setArtifacts(back.getArtifacts())
                .setRolledBackTo(back.getRevision())
                .build();
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
