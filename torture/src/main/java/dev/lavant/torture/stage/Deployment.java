package dev.lavant.torture.stage;

import dev.lavant.deploy.project.ManifestReader;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.deploy.settings.Caps;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.function.Ordering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.torture.function.Chores;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The tortured function on an empty platform.
public final class Deployment {
    private static final int PARTITIONS = 6;
    private static final String TENANT = "default";

    private Deployment() {}

    /// Makes the platform's topics and deploys it.
    public static FunctionDeployment of(Connection connection, Ordering ordering) {
        var deployer = new Deployer(connection, PARTITIONS);
        deployer.preparePlatform();
        GroupSettings.noticeTheDeadSoon(connection.properties(), Topics.group(Chores.NAME));
        Path classes = classes();
        FunctionDeployment function = ManifestReader.read(List.of(classes)).stream()
                .filter(manifest -> manifest.name().equals(Chores.NAME))
                .map(manifest -> EffectiveSettings.of(manifest, Said.NOTHING, said(ordering), Caps.none(TENANT))
                        .function())
                .map(manifest -> Deployments.of(manifest, TENANT, List.of(classes.toString()), Instant.now()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no function in " + classes + ": build Lavant again"));
        return deployer.deploy(List.of(function), Map.of()).getFirst();
    }

    private static Said said(Ordering ordering) {
        return Said.inOptions(Map.of("ordering", ordering.name()), List.of(Chores.NAME));
    }

    /// The jar or folder with the function.
    private static Path classes() {
        try {
            return Path.of(Chores.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the class path is no path", impossible);
        }
    }
}
