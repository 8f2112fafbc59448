package dev.lavant.deploy.project;

import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.ManifestFile;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the manifests that `function-processor` wrote into folders of classes and jars.
public final class ManifestReader {
    private ManifestReader() {}

    /// All functions of some class path entries, by name.
    ///
    /// @throws ProjectFault when two have the same name, or a manifest cannot be read
    public static List<FunctionManifest> read(List<Path> classPath) {
        var byName = new HashMap<String, FunctionManifest>();
        for (Path entry : classPath) {
            for (FunctionManifest function : entry(entry)) {
                FunctionManifest other = byName.putIfAbsent(function.name(), function);
                requireUnique(function, other);
            }
        }
        return byName.values().stream()
                .sorted(Comparator.comparing(FunctionManifest::name))
                .toList();
    }

    private static void requireUnique(FunctionManifest function, @Nullable FunctionManifest other) {
        if (other != null && !other.equals(function)) {
            throw new ProjectFault("two functions are named '" + function.name() + "': " + other.handler() + " and "
                    + function.handler() + ". Give one of them another name: @EventFunction(name = \"…\").");
        }
    }

    private static List<FunctionManifest> entry(Path entry) {
        try {
            return Files.isRegularFile(entry) ? jar(entry) : folder(entry.resolve(ManifestFile.FOLDER));
        } catch (IOException unreadable) {
            throw new ProjectFault("the functions in " + entry + " cannot be read: " + unreadable.getMessage()
                    + ". Build the project again.");
        }
    }

    private static List<FunctionManifest> jar(Path file) throws IOException {
        try (var jar = FileSystems.newFileSystem(file, Map.of())) {
            return folder(jar.getPath(ManifestFile.FOLDER));
        }
    }

    private static List<FunctionManifest> folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var functions = new ArrayList<FunctionManifest>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                functions.addAll(ManifestFile.read(Files.readAllBytes(file)));
            }
        }
        return functions;
    }
}
