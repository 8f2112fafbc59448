package dev.lavant.cli.deploy;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.check.Checked;
import dev.lavant.deploy.check.Finding;
import dev.lavant.deploy.check.SettingsCheck;
import dev.lavant.deploy.pack.FunctionPackage;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.deploy.settings.Caps;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a deploy would do, with all that was found about it.
///
/// @param tenant who pays
record Proposal(FunctionPackage made, String tenant, Checked checked) {

    /// Looks at a package beside what is deployed; changes nothing.
    ///
    /// @param caps of the tenant
    static Proposal of(
            FunctionPackage made,
            Wishes wishes,
            Caps caps,
            Map<String, FunctionDeployment> deployed,
            Connection connection) {
        List<FunctionManifest> chosen = chosen(made, wishes);
        List<String> names = chosen.stream().map(FunctionManifest::name).toList();
        List<String> all = made.functions().stream().map(FunctionManifest::name).toList();
        Said configuration = Said.inConfiguration(made.configuration(), all);
        Said options = Said.inOptions(wishes.settings(), names);
        List<EffectiveSettings> functions = chosen.stream()
                .map(function -> EffectiveSettings.of(function, configuration, options, caps))
                .toList();
        List<Finding> said = SettingsCheck.ofSettings(functions, configuration, options);
        return new Proposal(made, wishes.tenant(), Checked.of(functions, said, made.schemas(), deployed, connection));
    }

    private static List<FunctionManifest> chosen(FunctionPackage made, Wishes wishes) {
        List<String> names =
                made.functions().stream().map(FunctionManifest::name).toList();
        for (String wanted : wishes.functions()) {
            if (!names.contains(wanted)) {
                throw new CommandFailed(
                        Exit.NOT_FOUND,
                        "there is no function '" + wanted + "' in " + made.name(),
                        "It holds " + String.join(", ", names) + ".",
                        "Type it again with one of these, or without --function.");
            }
        }
        return made.functions().stream()
                .filter(function ->
                        wishes.functions().isEmpty() || wishes.functions().contains(function.name()))
                .toList();
    }

    /// The deployments that would be written.
    ///
    /// @param artifacts jars of the package, as they stand on the platform
    List<FunctionDeployment> deployments(List<Artifact> artifacts) {
        return checked.functions().stream()
                .map(one -> Deployments.of(one.function(), tenant, List.of(), Instant.now()))
                .map(deployment -> FunctionDeployment.newBuilder(deployment)
                        .setArtifacts(artifacts)
                        .build())
                .toList();
    }
}
