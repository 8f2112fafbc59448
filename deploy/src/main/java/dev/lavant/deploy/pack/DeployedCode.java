package dev.lavant.deploy.pack;

import dev.lavant.deploy.project.ManifestReader;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.artifact.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// What a revision that was deployed is made of, as far as checks need it.
///
/// @param function as its code declares it, with the settings that it was deployed with
/// @param schemas of the Avro classes that it takes and gives back, by class name
public record DeployedCode(FunctionManifest function, Map<String, Schema> schemas) {

    /// Fetches the code of a revision and looks into it.
    ///
    /// @throws ProjectFault when the function is not in it
    /// @throws org.apache.kafka.common.KafkaException when a jar cannot be had
    public static DeployedCode of(FunctionDeployment revision, ArtifactStore store) {
        Path folder = temporary();
        try {
            return in(classPath(revision, store, folder), revision);
        } finally {
            delete(folder);
        }
    }

    private static DeployedCode in(List<Path> classPath, FunctionDeployment revision) {
        FunctionManifest declared = ManifestReader.read(classPath).stream()
                .filter(function -> function.name().equals(revision.getName()))
                .findFirst()
                .orElseThrow(() -> new ProjectFault("No function '" + revision.getName() + "' is in "
                        + (classPath.isEmpty() ? "a revision without jars" : classPath.getFirst()) + "."));
        FunctionManifest function = declared.with(settings(declared.settings(), revision));
        return new DeployedCode(function, AvroClasses.schemas(List.of(function), classPath));
    }

    /// A setting that the platform did not have then is as the code says.
    private static Settings settings(Settings declared, FunctionDeployment revision) {
        Settings settings = declared;
        for (dev.lavant.schemas.Setting was : revision.getSettings()) {
            var setting = Setting.of(was.getName());
            Origin origin = Origin.valueOf(was.getOrigin().toUpperCase(Locale.ROOT));
            settings = setting.isEmpty() ? settings : settings.with(setting.get(), was.getValue(), origin);
        }
        return settings;
    }

    private static List<Path> classPath(FunctionDeployment revision, ArtifactStore store, Path folder) {
        var classPath = new ArrayList<Path>();
        for (Artifact artifact : revision.getArtifacts()) {
            Path jar = folder.resolve(artifact.getSha256()).resolve(artifact.getName());
            store.fetch(artifact, jar);
            classPath.add(jar);
        }
        revision.getClasspath().stream().map(Path::of).forEach(classPath::add);
        return classPath;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("lavant-revision");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("no temporary folder can be made", unwritable);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(folder + " cannot be deleted", left);
        }
    }
}
