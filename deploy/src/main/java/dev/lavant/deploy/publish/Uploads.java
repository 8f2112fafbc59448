package dev.lavant.deploy.publish;

import dev.lavant.deploy.pack.FunctionPackage;
import dev.lavant.deploy.pack.FunctionPackage.Jar;
import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.artifact.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which jars of a package the platform has already, and which must be sent to it. A jar is known by its content, so
/// that of a new revision usually only the project's own classes travel.
///
/// @param known artifacts by SHA-256
public record Uploads(Map<String, Artifact> known) {

    /// Knows what some deployments use.
    public static Uploads besides(Collection<FunctionDeployment> deployed) {
        return new Uploads(deployed.stream()
                .flatMap(function -> function.getArtifacts().stream())
                .collect(Collectors.toMap(Artifact::getSha256, artifact -> artifact, (one, _) -> one)));
    }

    /// The jars that must be sent.
    public List<Jar> missing(FunctionPackage made) {
        return made.jars().stream()
                .filter(jar -> !known.containsKey(jar.sha256()))
                .toList();
    }

    /// Sends what is missing.
    ///
    /// @return all jars of the package, in the order of the class path
    public List<Artifact> send(FunctionPackage made, ArtifactStore store) {
        Path folder = temporary();
        List<Artifact> all = made.jars().stream()
                .map(jar -> artifact(made, jar, store, folder))
                .toList();
        delete(folder);
        return all;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("lavant-deploy");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("no temporary folder can be made", unwritable);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException left) {
            throw new UncheckedIOException(file + " cannot be deleted", left);
        }
    }

    private Artifact artifact(FunctionPackage made, Jar jar, ArtifactStore store, Path folder) {
        return Optional.ofNullable(known.get(jar.sha256()))
                .map(there -> Artifact.newBuilder(there).setName(jar.name()).build())
                .orElseGet(() -> sent(made.extract(jar, folder), store));
    }

    private static Artifact sent(Path file, ArtifactStore store) {
        Artifact artifact = store.publish(file);
        delete(file);
        return artifact;
    }
}
