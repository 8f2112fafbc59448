package dev.lavant.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One run of the real javac with Micronaut's processors and ours, over classes of package `shop`.
///
/// @param errors as `File.java:line message`, in the order of the source
/// @param warnings likewise, those of our processor
/// @param classes folder that holds what was compiled
record Compilation(List<String> errors, List<String> warnings, Path classes) {

    /// Compiles some sources together.
    ///
    /// @param sources each with one top-level type; one that does not begin with its package has it and the usual
    ///     imports added to its first line
    static Compilation of(Path classes, String... sources) {
        return of(System.getProperty("java.class.path"), classes, sources);
    }

    /// Compiles as [#of(Path, String...)] does, in a project that has less than everything on its class path.
    static Compilation of(String classPath, Path classes, String... sources) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var task = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        diagnostics,
                        List.of("-d", classes.toString(), "-cp", classPath, "-parameters", "-proc:full"),
                        null,
                        Stream.of(sources).map(Source::new).toList());
        task.setProcessors(ServiceLoader.load(Processor.class));
        boolean succeeded = task.call();
        List<String> errors = lines(diagnostics, Diagnostic.Kind.ERROR);
        if (succeeded == errors.isEmpty()) {
            return new Compilation(errors, lines(diagnostics, Diagnostic.Kind.WARNING), classes);
        }
        throw new IllegalStateException("javac failed without saying why: " + diagnostics.getDiagnostics());
    }

    private static List<String> lines(DiagnosticCollector<JavaFileObject> diagnostics, Diagnostic.Kind kind) {
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == kind)
                .map(Compilation::line)
                .toList();
    }

    /// The manifest of a class of package `shop`.
    String manifest(String simpleName) {
        try {
            return Files.readString(classes.resolve("META-INF/lavant/functions/shop." + simpleName + ".json"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// A loader of the compiled classes; the caller closes it.
    URLClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ROOT);
        var source = diagnostic.getSource();
        return source == null
                ? message
                : source.getName().substring(1) + ":" + diagnostic.getLineNumber() + " " + message;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("mem:///" + typeName(text) + ".java"), Kind.SOURCE);
            boolean whole = text.startsWith("package ");
            this.text = whole ? text : "package shop; import dev.lavant.function.*; import java.util.*; " + text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String typeName(String text) {
            return text.replaceFirst("(?s).*?\\b(?:class|record|interface|enum) (\\w+).*", "$1");
        }
    }
}
