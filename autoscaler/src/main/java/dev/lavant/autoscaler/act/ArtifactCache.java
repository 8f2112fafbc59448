package dev.lavant.autoscaler.act;

import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.artifact.ArtifactStore;
import dev.lavant.schemas.launch.HostLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Jars of deployed functions on this machine, each in a folder named by its content, so that a host starts from files.
///
/// Thread-safe; what two threads fetch at once is fetched twice and there once.
///
/// @param folder of the cache
public record ArtifactCache(Path folder, ArtifactStore store) {

    /// Fetches what is not here yet.
    ///
    /// @return the function's jars, in the order of its class path
    /// @throws org.apache.kafka.common.KafkaException when one cannot be had
    public List<Path> fetch(FunctionDeployment function) {
        return function.getArtifacts().stream().map(this::file).toList();
    }

    private Path file(Artifact artifact) {
        Path file = folder.resolve(artifact.getSha256()).resolve(artifact.getName());
        if (!Files.isRegularFile(file)) {
            store.fetch(artifact, file);
        }
        return file;
    }

    /// The launch with the artifacts as files on its class path, fetched where they are not here yet.
    ///
    /// @throws org.apache.kafka.common.KafkaException when one cannot be had
    public HostLaunch local(HostLaunch launch) {
        FunctionDeployment function = launch.deployment();
        if (function.getArtifacts().isEmpty()) {
            return launch;
        }
        var classPath =
                new ArrayList<>(fetch(function).stream().map(Path::toString).toList());
        classPath.addAll(function.getClasspath());
        return launch.with(FunctionDeployment.newBuilder(function)
                .setArtifacts(List.of())
                .setClasspath(classPath)
                .build());
    }
}
