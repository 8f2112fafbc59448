package dev.lavant.host;

import dev.lavant.schemas.FunctionDeployment;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A function's classes, above those of the host, so that another revision can take their place in the same process.
///
/// A jar that the host has too, by its file name, is left out: two copies of one library must not meet.
final class FunctionClasses {
    private FunctionClasses() {}

    static URLClassLoader of(FunctionDeployment function) {
        Set<String> ofHost = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .map(FunctionClasses::fileName)
                .collect(Collectors.toSet());
        URL[] own = function.getClasspath().stream()
                .filter(entry -> !entry.endsWith(".jar") || !ofHost.contains(fileName(entry)))
                .map(FunctionClasses::url)
                .toArray(URL[]::new);
        return new URLClassLoader("function", own, FunctionClasses.class.getClassLoader());
    }

    private static String fileName(String entry) {
        return String.valueOf(Path.of(entry).getFileName());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException("not a path: " + entry, impossible);
        }
    }
}
