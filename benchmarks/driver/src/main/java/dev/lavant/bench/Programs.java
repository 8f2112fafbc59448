package dev.lavant.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Command lines of the processes that a benchmark starts.
///
/// @param home Lavant's folder, built
record Programs(Path home) {
    /// What every contender's JVM has, Lavant's host too: a small heap, one collector thread (there are few cores).
    static final List<String> SAME_FOR_ALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    /// A heap with much room, as the process driver sets it.
    static final List<String> ROOMY = List.of("-Xmx512m", "-XX:NewRatio=1", "-XX:SurvivorRatio=4");

    /// The program of the broker: its data folder and port follow.
    List<String> broker(Path data, int port) {
        return command(
                List.of("-Xms1500m", "-Xmx1500m", "-XX:+UseParallelGC"),
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                data.toString(),
                Integer.toString(port));
    }

    /// A program of this module.
    List<String> here(List<String> options, Class<?> main, String... arguments) {
        var command = command(with(options), System.getProperty("java.class.path"), main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /// What stands in for a host where only the decision to start one is measured: it waits to be ended.
    Path idleHost(Path folder) {
        Path program = folder.resolve("idle-host");
        try {
            Files.writeString(program, "#!/bin/sh\nexec sleep 600\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return program;
    }

    /// A program of the module `contenders`.
    List<String> contender(String mainClass, List<String> arguments) {
        var command = command(with(ROOMY), home.resolve("benchmarks/contenders/target/lib") + "/*", mainClass);
        command.addAll(arguments);
        return command;
    }

    /// The function host with further options, as the process driver starts it but for them.
    List<String> host(List<String> options) {
        Path target = home.resolve("function-host/target");
        return command(
                with(options),
                jar(target, "function-host-") + File.pathSeparator + target + "/lib/*",
                "dev.lavant.host.Main");
    }

    /// The event router's own program, ingress and router.
    List<String> router() {
        Path target = home.resolve("event-router/target");
        return command(
                with(ROOMY),
                jar(target, "event-router-") + File.pathSeparator + target + "/lib/*",
                "dev.lavant.router.Main");
    }

    /// The jar of the functions.
    Path functions() {
        return jar(home.resolve("benchmarks/functions/target"), "benchmark-functions-");
    }

    /// Where a process of that name says what happens to it; kept until the next run.
    Path log(String name) {
        Path logs = home.resolve("benchmarks/target/logs");
        try {
            Files.createDirectories(logs);
            Files.deleteIfExists(logs.resolve(name + ".log"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return logs.resolve(name + ".log");
    }

    private static List<String> with(List<String> options) {
        var all = new ArrayList<>(SAME_FOR_ALL);
        all.addAll(options);
        return all;
    }

    private static List<String> command(List<String> options, String classPath, String... program) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(program));
        return command;
    }

    private static Path jar(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no " + prefix + "*.jar in " + folder
                            + "; build it: rm -rf benchmarks/target, then run this again"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
