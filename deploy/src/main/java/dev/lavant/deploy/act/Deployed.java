package dev.lavant.deploy.act;

import dev.lavant.deploy.settings.Caps;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.TenantCaps;
import dev.lavant.schemas.control.ControlState;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
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
public record Deployed(
        Connection connection,
        Map<String, FunctionDeployment> functions,
        List<FunctionDeployment> revisions,
        List<TenantCaps> tenants) {

    /// Reads it.
    public static Deployed read(Connection connection) {
        var topics = ControlState.read(connection, Topics.FUNCTIONS, Topics.REVISIONS, Topics.TENANTS);
        var functions = new LinkedHashMap<String, FunctionDeployment>();
        topics.all(Topics.FUNCTIONS, FunctionDeployment.class)
                .forEach(function -> functions.put(function.getName(), function));
        return new Deployed(
                connection,
                functions,
                topics.all(Topics.REVISIONS, FunctionDeployment.class),
                topics.all(Topics.TENANTS, TenantCaps.class));
    }

    /// A function that is deployed.
    ///
    /// @throws Declined that names those that are
    public FunctionDeployment function(String name) {
        return Optional.ofNullable(functions.get(name))
                .orElseThrow(() -> new Declined(
                        Declined.Reason.NOT_FOUND,
                        "there is no function '" + name + "'",
                        "Deployed at " + connection.bootstrapServers()
                                + (functions.isEmpty()
                                        ? " is none."
                                        : " are: " + String.join(", ", functions.keySet()) + "."),
                        "See them:  lavant ls"));
    }

    /// Revisions of a function, the newest first.
    public List<FunctionDeployment> revisions(String name) {
        return revisions.stream()
                .filter(revision -> revision.getName().equals(name))
                .sorted(Comparator.comparing(FunctionDeployment::getRevision).reversed())
                .toList();
    }

    /// Everything that has a jar on the platform.
    public List<FunctionDeployment> all() {
        var all = new ArrayList<>(functions.values());
        all.addAll(revisions);
        return all;
    }

    /// The most that a tenant may have.
    public Caps caps(String tenant) {
        return tenants.stream()
                .filter(caps -> caps.getTenant().equals(tenant))
                .findFirst()
                .map(Caps::of)
                .orElseGet(() -> Caps.none(tenant));
    }
}
