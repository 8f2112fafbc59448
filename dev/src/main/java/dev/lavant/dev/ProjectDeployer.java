package dev.lavant.dev;

import dev.lavant.deploy.project.FunctionProject;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.deploy.settings.Caps;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Deploys the functions of the project that `lavant dev` runs, from the folders they were built in.
///
/// @param maxHosts at most for each function, when the command line says so
record ProjectDeployer(Deployer deployer, Optional<Integer> maxHosts) {
    private static final String TENANT = "default";

    /// Deploys a built project, and removes what earlier runs have deployed from a folder and it no longer holds.
    ///
    /// @return what is deployed of it now
    /// @throws ProjectFault when a setting is wrong
    List<FunctionDeployment> deploy(FunctionProject project) {
        List<String> classPath =
                project.classPath().stream().map(Path::toString).toList();
        List<FunctionDeployment> wanted = effective(project).stream()
                .map(function -> Deployments.of(function, TENANT, classPath, Instant.now()))
                .toList();
        Map<String, FunctionDeployment> before = deployer.deployed();
        List<FunctionDeployment> now = deployer.deploy(wanted, before);
        List<String> names = now.stream().map(FunctionDeployment::getName).toList();
        before.values().stream()
                .filter(function ->
                        function.getArtifacts().isEmpty() && !names.contains(Replays.function(function.getName())))
                .forEach(gone -> deployer.remove(gone.getName()));
        return now;
    }

    private List<FunctionManifest> effective(FunctionProject project) {
        List<FunctionManifest> functions = project.functions();
        List<String> names = functions.stream().map(FunctionManifest::name).toList();
        Said configuration = Said.inConfiguration(project.configuration(), names);
        Said options = maxHosts.map(hosts -> new Said(Map.of(Setting.MAX_HOSTS, hosts.toString()), Map.of(), List.of()))
                .orElse(Said.NOTHING);
        List<EffectiveSettings> effective = functions.stream()
                .map(function -> EffectiveSettings.of(function, configuration, options, Caps.none(TENANT)))
                .toList();
        requireNone(configuration.faults());
        effective.forEach(function -> requireNone(function.faults()));
        return effective.stream().map(EffectiveSettings::function).toList();
    }

    private static void requireNone(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new ProjectFault(String.join("\n", faults));
        }
    }
}
