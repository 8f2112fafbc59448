package dev.lavant.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Jar files of folders.
final class Jars {
    private Jars() {}

    /// All of some folders, in the order of the folders and then of the names.
    static List<Path> in(Path... folders) {
        List<Path> jars = Arrays.stream(folders).flatMap(Jars::of).toList();
        if (jars.isEmpty()) {
            throw new IllegalStateException("no jar in " + Arrays.toString(folders) + ": build Lavant again,"
                    + " for example with: mvn -q -DskipTests package");
        }
        return jars;
    }

    private static Stream<Path> of(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException missing) {
            throw new IllegalStateException("the folder " + folder + " cannot be read: build Lavant again", missing);
        }
    }
}
