package dev.lavant.deploy.act;

import dev.lavant.deploy.check.Checked;
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
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/// An earlier revision of a function, checked as deploy checks it: it can be brought back as a new one.
///
/// @param now what runs
/// @param back what would come back
/// @param checked what was found about that
public record Comeback(Deployed state, FunctionDeployment now, FunctionDeployment back, Checked checked) {
    /// Of topics that have to be made, as by `deploy`.
    private static final int PARTITIONS = 6;

    static Comeback of(Deployed state, String name, Optional<Integer> to) {
        FunctionDeployment now = state.function(name);
        FunctionDeployment back = earlier(state, now, to);
        return new Comeback(state, now, back, checked(back, state));
    }

    /// Brings it back.
    ///
    /// @return what came of it, as a sentence
    /// @throws Declined when the check found what stands in the way
    public String bring() {
        requirePossible();
        FunctionDeployment next = new Deployer(state.connection(), PARTITIONS)
                .deploy(List.of(again()), state.functions())
                .getFirst();
        String was = "revision " + back.getRevision();
        return next.getRevision() == now.getRevision()
                ? now.getName() + " is as in " + was + " already: nothing was changed."
                : now.getName() + " goes back to " + was + ", as revision " + next.getRevision() + ".";
    }

    /// Makes sure that nothing stands in the way.
    ///
    /// @throws Declined when the check found something
    public void requirePossible() {
        if (!checked.possible()) {
            throw new Declined(
                    Declined.Reason.CHECK_FAILED,
                    "nothing was rolled back",
                    "The check of revision " + back.getRevision() + " of " + now.getName() + " failed, see above.",
                    "Mend that and type it again, or bring back another one, see  lavant describe " + now.getName());
        }
    }

    /// What `deploy` would look at, had it been given the code of that revision and its settings.
    private static Checked checked(FunctionDeployment back, Deployed state) {
        DeployedCode code = code(back, state);
        List<EffectiveSettings> functions = List.of(
                EffectiveSettings.of(code.function(), Said.NOTHING, Said.NOTHING, state.caps(back.getTenant())));
        return Checked.of(
                functions, SettingsCheck.ofSettings(functions), code.schemas(), state.functions(), state.connection());
    }

    private static DeployedCode code(FunctionDeployment back, Deployed state) {
        try {
            return DeployedCode.of(back, new ArtifactStore(state.connection().properties()));
        } catch (ProjectFault | KafkaException gone) {
            throw new Declined(
                            Declined.Reason.FAILED,
                            "the code of revision " + back.getRevision() + " of " + back.getName() + " cannot be had",
                            String.valueOf(gone.getMessage()),
                            "Bring back another one, see  lavant describe " + back.getName()
                                    + "  or deploy the sources of that revision:  lavant deploy DIR")
                    .causedBy(gone);
        }
    }

    private FunctionDeployment again() {
        FunctionManifest function = checked.functions().getFirst().function();
        return FunctionDeployment.newBuilder(
                        Deployments.of(function, back.getTenant(), back.getClasspath(), Instant.now()))
                .setArtifacts(back.getArtifacts())
                .setRolledBackTo(back.getRevision())
                .build();
    }

    private static FunctionDeployment earlier(Deployed state, FunctionDeployment now, Optional<Integer> to) {
        List<FunctionDeployment> before = state.revisions(now.getName()).stream()
                .filter(revision -> revision.getRevision() < now.getRevision())
                .toList();
        return before.stream()
                .filter(revision ->
                        to.map(wanted -> wanted.equals(revision.getRevision())).orElse(true))
                .findFirst()
                .orElseThrow(() -> new Declined(
                        Declined.Reason.NOT_FOUND,
                        now.getName() + " has no "
                                + to.map(wanted -> "revision " + wanted).orElse("earlier revision") + " to go back to",
                        "It is at revision " + now.getRevision() + kept(before),
                        "See them:  lavant describe " + now.getName()));
    }

    private static String kept(List<FunctionDeployment> before) {
        return before.isEmpty()
                ? ", and no other is kept."
                : before.stream()
                        .map(revision -> Integer.toString(revision.getRevision()))
                        .collect(Collectors.joining(", ", "; kept are ", "."));
    }
}
