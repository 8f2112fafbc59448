package dev.lavant.deploy.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Builds a function project with Maven.
///
/// @param home folder of Lavant's own sources: a module of theirs is built as part of them, so that what it depends
///     on need not be installed anywhere
public record MavenBuild(Path home) {

    /// Builds a project, without its tests; returns when it is built.
    ///
    /// @param log where Maven's output goes
    /// @throws ProjectFault with the end of that output when the build fails
    public void build(FunctionProject project, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process maven = new ProcessBuilder(command(project))
                    .directory((partOfLavant(project) ? home : project.folder()).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (maven.waitFor() != 0) {
                throw new ProjectFault("the build of " + project.folder() + " failed:\n" + errors(log)
                        + "\nThe whole output is in " + log);
            }
        } catch (IOException noMaven) {
            throw new ProjectFault("mvn could not be started (" + noMaven.getMessage()
                    + "): install Maven 3.8 or later, for example: apt-get install maven");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProjectFault("the build of " + project.folder() + " was interrupted");
        }
    }

    private List<String> command(FunctionProject project) {
        var command = new ArrayList<>(List.of("mvn", "-B", "-q", "-DskipTests"));
        if (partOfLavant(project)) {
            command.addAll(List.of("-pl", home.relativize(project.folder()).toString(), "-am", "package"));
        } else {
            command.add("package"); // function-parent writes the class path
        }
        return command;
    }

    /// Whether it is a module of Lavant's own build; a project that only stands in that folder is not.
    private boolean partOfLavant(FunctionProject project) {
        Path pom = home.resolve("pom.xml");
        if (!project.folder().startsWith(home) || !Files.isRegularFile(pom)) {
            return false;
        }
        try {
            return Files.readString(pom).contains("<module>" + home.relativize(project.folder()) + "</module>");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String errors(Path log) {
        try (var lines = Files.lines(log)) {
            return String.join(
                    "\n",
                    lines.filter(line -> line.startsWith("[ERROR]")).limit(15).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
