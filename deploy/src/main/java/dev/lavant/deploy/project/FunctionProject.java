package dev.lavant.deploy.project;

import dev.lavant.manifest.FunctionManifest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Maven project with functions in it.
///
/// Its class path stands in `target/lavant.classpath`, written by the dependency plugin when it is built.
///
/// @param folder where its pom.xml is
/// @param classes folder of its compiled classes and resources
public record FunctionProject(Path folder, Path classes) {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    /// A project folder that was named on the command line.
    ///
    /// @throws ProjectFault when there is none
    public static FunctionProject at(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute.resolve("pom.xml"))) {
            throw new ProjectFault("there is no function project in " + absolute + ": it has no pom.xml."
                    + " Name the folder of one, for example examples/photo-shop.");
        }
        return new FunctionProject(absolute, absolute.resolve("target/classes"));
    }

    /// True when its classes and class path are there and newer than every source.
    public boolean built() {
        Path marker = classPathFile();
        if (!Files.isRegularFile(marker) || !Files.isDirectory(classes)) {
            return false;
        }
        FileTime builtAt = modified(marker);
        return newestSource().filter(source -> source.compareTo(builtAt) > 0).isEmpty();
    }

    /// Its own classes first, then what it depends on.
    ///
    /// @throws ProjectFault when it was not built
    public List<Path> classPath() {
        var entries = new ArrayList<Path>();
        entries.add(classes);
        try {
            String text = Files.readString(classPathFile()).strip();
            SEPARATOR
                    .splitAsStream(text)
                    .filter(entry -> !entry.isBlank())
                    .map(Path::of)
                    .forEach(entries::add);
        } catch (IOException missing) {
            throw new ProjectFault("the class path of " + folder + " is not known (" + missing.getMessage()
                    + "): build it with mvn package");
        }
        return entries;
    }

    /// Its functions.
    ///
    /// @throws ProjectFault when there are none
    public List<FunctionManifest> functions() {
        List<FunctionManifest> functions = ManifestReader.read(List.of(classes));
        if (functions.isEmpty()) {
            throw new ProjectFault("no function in " + folder + ": annotate a method with @EventFunction, and put"
                    + " function-processor on the compiler's annotation processor path");
        }
        return functions;
    }

    /// What its configuration says of functions: `functions.<function>.<setting>` and the text.
    ///
    /// @throws ProjectFault when a configuration file cannot be read
    public Map<String, String> configuration() {
        return Configuration.of(classes);
    }

    /// Name of its folder.
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    Path classPathFile() {
        return folder.resolve("target/lavant.classpath");
    }

    /// The same project with its classes in another folder.
    public FunctionProject compiledTo(Path otherClasses) {
        return new FunctionProject(folder, otherClasses);
    }

    private Optional<FileTime> newestSource() {
        try (Stream<Path> sources = Files.walk(folder.resolve("src/main"))) {
            return Stream.concat(sources.filter(Files::isRegularFile), Stream.of(folder.resolve("pom.xml")))
                    .map(FunctionProject::modified)
                    .max(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
