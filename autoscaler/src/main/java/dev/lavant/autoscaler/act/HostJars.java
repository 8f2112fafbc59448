package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The function host as it was built in a clone of Lavant.
public final class HostJars {
    private static final String TARGET = "function-host/target";

    private HostJars() {}

    /// The class path that hosts start with, before that of the function.
    ///
    /// @param home folder of Lavant itself
    /// @throws IllegalStateException when it is not built
    public static List<Path> in(Path home) {
        Path target = home.resolve(TARGET);
        List<Path> jars =
                Stream.of(target, target.resolve("lib")).flatMap(HostJars::jars).toList();
        if (jars.isEmpty()) {
            throw new IllegalStateException(
                    "no jar in " + target + ": build Lavant again," + " for example with: mvn -q -DskipTests package");
        }
        return jars;
    }

    /// The AOT cache of those hosts, made or not.
    ///
    /// @throws IllegalStateException when they are not built
    public static AotCache aotCache(Path home) {
        return AotCache.of(home.resolve(TARGET), in(home));
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException missing) {
            throw new IllegalStateException("the folder " + folder + " cannot be read: build Lavant again", missing);
        }
    }
}
