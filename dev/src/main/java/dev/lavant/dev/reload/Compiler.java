package dev.lavant.dev.reload;

import dev.lavant.deploy.project.FunctionProject;
import dev.lavant.deploy.project.ProjectFault;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Compiles a project in this process, with the processors that function-parent names. One compilation at a
/// time: two of Micronaut's cannot run at once in one JVM.
///
/// @param folders where classes go
public record Compiler(ClassFolders folders) {
    private static final String RELEASE = "25";

    /// The project with its sources compiled anew, or what javac says against them.
    public sealed interface Result {
        /// It compiles.
        ///
        /// @param warnings as javac words them
        record Compiled(FunctionProject project, List<String> warnings) implements Result {}

        /// It does not.
        ///
        /// @param errors as javac words them, with file, line and the line's text
        record Refused(List<String> errors) implements Result {}
    }

    /// Compiles all sources of a project that was built before.
    public Result compile(FunctionProject project) {
        Path classes = folders.fresh(project);
        ClassFolders.copy(project.folder().resolve("src/main/resources"), classes);
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        JavaCompiler javac = Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                .orElseThrow(() -> new ProjectFault("this Java has no compiler: run lavant dev with a JDK"));
        try (var files = javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            boolean compiled = javac.getTask(
                            null,
                            files,
                            diagnostics,
                            options(project, classes),
                            null,
                            files.getJavaFileObjectsFromPaths(sources(project)))
                    .call();
            if (compiled) {
                return new Result.Compiled(
                        project.compiledTo(folders.settled(classes)), said(diagnostics, Diagnostic.Kind.WARNING));
            }
            ClassFolders.delete(classes);
            return new Result.Refused(said(diagnostics, Diagnostic.Kind.ERROR));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the sources of " + project.folder() + " cannot be read", unreadable);
        }
    }

    private static List<String> options(FunctionProject project, Path classes) {
        String classPath = project.classPath().stream()
                .skip(1) // its own classes, which are compiled anew
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                "-d",
                classes.toString(),
                "-cp",
                classPath,
                "--processor-path",
                System.getProperty("java.class.path"),
                "-proc:full",
                "-parameters",
                "--release",
                RELEASE,
                "-Xlint:-options",
                "-implicit:none");
    }

    private static List<Path> sources(FunctionProject project) throws IOException {
        var sources = new ArrayList<Path>();
        for (String folder : List.of("src/main/java", "target/generated-sources/avro")) {
            Path root = project.folder().resolve(folder);
            try (Stream<Path> files = Files.isDirectory(root) ? Files.walk(root) : Stream.empty()) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static List<String> said(DiagnosticCollector<JavaFileObject> diagnostics, Diagnostic.Kind kind) {
        return diagnostics.getDiagnostics().stream()
                .filter(one -> one.getKind() == kind && one.getSource() != null)
                .map(Diagnostic::toString)
                .toList();
    }
}
