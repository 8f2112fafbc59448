package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.settings.Caps;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.TenantCaps;
import dev.lavant.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is deployed as it stands now.
///
/// @param functions by name
/// @param revisions of all functions, older ones included
record DeployedState(
        Platform platform,
        Map<String, FunctionDeployment> functions,
        List<FunctionDeployment> revisions,
        List<TenantCaps> tenants) {

    static DeployedState read(Platform platform) {
        var topics = ControlTopics.read(platform, Topics.FUNCTIONS, Topics.REVISIONS, Topics.TENANTS);
        var functions = new LinkedHashMap<String, FunctionDeployment>();
        topics.functions().forEach(function -> functions.put(function.getName(), function));
        return new DeployedState(platform, functions, topics.revisions(), topics.tenants());
    }

    /// A function that is deployed.
    ///
    /// @throws CommandFailed with exit code 3 that names those that are
    FunctionDeployment function(String name) {
        return Optional.ofNullable(functions.get(name))
                .orElseThrow(() -> new CommandFailed(
                        Exit.NOT_FOUND,
                        "there is no function '" + name + "'",
                        "Deployed at " + platform.addresses().bootstrapServers()
                                + (functions.isEmpty()
                                        ? " is none."
                                        : " are: " + String.join(", ", functions.keySet()) + "."),
                        "See them:  lavant ls"));
    }

    /// Revisions of a function, the newest first.
    List<FunctionDeployment> revisions(String name) {
        return revisions.stream()
                .filter(revision -> revision.getName().equals(name))
                .sorted(Comparator.comparing(FunctionDeployment::getRevision).reversed())
                .toList();
    }

    /// Everything that has a jar on the platform.
    List<FunctionDeployment> all() {
        var all = new ArrayList<>(functions.values());
        all.addAll(revisions);
        return all;
    }

    /// The most that a tenant may have.
    Caps caps(String tenant) {
        return tenants.stream()
                .filter(caps -> caps.getTenant().equals(tenant))
                .findFirst()
                .map(Caps::of)
                .orElseGet(() -> Caps.none(tenant));
    }
}
