package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.deploy.act.Deployed;
import dev.lavant.deploy.publish.Change;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.deploy.publish.Uploads;
import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.artifact.ArtifactStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lavant deploy`.
@Command(
        name = "deploy",
        description = "Check, pack and deploy a project's functions. What has not changed stays as it is.",
        footer = {
            "",
            "Hosts of the revision before go on until as many of the new one are ready. Outputs, usage and offsets are",
            "committed together, so every event is handled by exactly one revision."
        })
public final class Deploy implements Callable<Integer> {
    private final CommonOptions common;

    @Mixin
    private final Source source = new Source();

    @Mixin
    private final Wishes wishes = new Wishes();

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Option(names = "--wait", description = "Return when no host of an older revision runs and nothing waits unserved.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long --wait waits (${DEFAULT-VALUE}); then the exit code is 6.")
    private int timeoutSeconds;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of topics that have to be made (${DEFAULT-VALUE}).")
    private int partitions;

    /// A verb of one command line.
    public Deploy(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var made = source.open(common);
        var state = Deployed.read(Platform.reach(common.addresses()).connection());
        var proposal = Proposal.of(made, wishes, state.caps(wishes.tenant()), state.functions(), state.connection());
        Findings.hint(common.console(), proposal.checked().findings());
        requirePossible(proposal);
        var uploads = Uploads.besides(state.all());
        return dryRun ? describe(proposal, uploads, state) : deploy(proposal, uploads, state);
    }

    private static void requirePossible(Proposal proposal) {
        if (!proposal.checked().possible()) {
            throw new CommandFailed(
                    Exit.CHECK_FAILED,
                    "nothing was deployed",
                    "The check of " + proposal.made().name() + " failed, see above.",
                    "Mend it and type it again; to look only:  lavant check");
        }
    }

    private int describe(Proposal proposal, Uploads uploads, Deployed state) {
        Console console = common.console();
        List<Artifact> artifacts = proposal.made().jars().stream()
                .map(jar -> uploads.known()
                        .getOrDefault(jar.sha256(), new Artifact(jar.name(), jar.sha256(), jar.bytes(), 0L)))
                .toList();
        console.list(ChangeRow.LISTING, changes(proposal.deployments(artifacts), state));
        var missing = uploads.missing(proposal.made());
        console.hint(
                "would send " + missing.size() + " of " + proposal.made().jars().size() + " jars");
        proposal.checked().newTopics().stream()
                .sorted()
                .forEach(topic -> console.hint("would make topic " + topic + " with " + partitions + " partitions"));
        return Exit.OK.code();
    }

    private int deploy(Proposal proposal, Uploads uploads, Deployed state) {
        Console console = common.console();
        var connection = state.connection();
        var deployer = new Deployer(connection, partitions);
        deployer.preparePlatform();
        var artifacts = uploads.send(proposal.made(), new ArtifactStore(connection.properties()));
        List<FunctionDeployment> wanted = proposal.deployments(artifacts);
        List<ChangeRow> rows = changes(wanted, state);
        List<FunctionDeployment> now = deployer.deploy(wanted, state.functions());
        console.list(ChangeRow.LISTING, rows);
        now.stream()
                .filter(FunctionDeployment::getPaused)
                .forEach(paused ->
                        console.hint(paused.getName() + " is paused; let it run:  lavant resume " + paused.getName()));
        if (wait) {
            new HandOver(Platform.reach(common.addresses()), now).await(Duration.ofSeconds(timeoutSeconds));
        }
        return Exit.OK.code();
    }

    private static List<ChangeRow> changes(List<FunctionDeployment> wanted, Deployed state) {
        return wanted.stream()
                .map(function -> new ChangeRow(Change.of(state.functions(), function)))
                .toList();
    }
}
