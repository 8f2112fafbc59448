package dev.lavant.deploy.pack;

import dev.lavant.deploy.project.FunctionProject;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.schemas.artifact.ArtifactStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes the package of a built project: `target/<name>.lavant`.
///
/// Times in the zip are all the same and entries are sorted, so that the same content gives the same bytes.
public final class Packer {
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final FunctionProject project;
    private final Path target;

    private Packer(FunctionProject project) {
        this.project = project;
        this.target = project.folder().resolve("target");
    }

    /// Packs a project that is built.
    ///
    /// @throws ProjectFault when it holds no function, or a class that a function takes cannot be loaded
    public static FunctionPackage pack(FunctionProject project) {
        try {
            return new Packer(project).pack();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the package of " + project.folder() + " cannot be written", unwritable);
        }
    }

    private FunctionPackage pack() throws IOException {
        List<FunctionManifest> functions = project.functions();
        Map<String, Path> files = jars();
        var jars = files.entrySet().stream().map(Packer::jar).toList();
        var schemas = AvroClasses.schemas(functions, List.copyOf(files.values()));
        Path file = target.resolve(project.name() + ".lavant");
        var made = new FunctionPackage(file, project.name(), "", functions, project.configuration(), schemas, jars);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, Contents.FILE);
            zip.write(made.contents());
            for (Map.Entry<String, Path> jar : files.entrySet()) {
                put(zip, "lib/" + jar.getKey());
                long _ = Files.copy(jar.getValue(), zip);
            }
        }
        return FunctionPackage.open(file);
    }

    private static FunctionPackage.Jar jar(Map.Entry<String, Path> file) {
        try {
            return new FunctionPackage.Jar(
                    file.getKey(), ArtifactStore.sha256(file.getValue()), Files.size(file.getValue()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The class path as jars under the names that they have in the package, in its order.
    private Map<String, Path> jars() throws IOException {
        var jars = new LinkedHashMap<String, Path>();
        for (Path entry : project.classPath()) {
            Path jar = Files.isDirectory(entry) ? jarOf(entry, jars.size()) : entry;
            String name = String.valueOf(jar.getFileName());
            jars.put(jars.containsKey(name) ? jars.size() + "-" + name : name, jar);
        }
        return jars;
    }

    /// A folder of classes as a jar. Folders have entries of their own: Micronaut lists them to find beans.
    private Path jarOf(Path folder, int index) throws IOException {
        String suffix = index == 0 ? "" : "-" + index;
        Path jar = Files.createDirectories(target.resolve("lavant")).resolve(project.name() + suffix + "-classes.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var zip = new ZipOutputStream(out)) {
            for (Path file : sorted(folder)) {
                boolean directory = Files.isDirectory(file);
                put(zip, folder.relativize(file).toString().replace('\\', '/') + (directory ? "/" : ""));
                long _ = directory ? 0 : Files.copy(file, zip);
            }
        }
        return jar;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).sorted().toList();
        }
    }

    private static void put(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }
}
