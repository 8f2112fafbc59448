package dev.lavant.autoscaler.act;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// How a host's JVM is started.
///
/// @param java the `java` program, of version 25
/// @param hostClassPath jars and folders of the function host; those of the function are for the host to load
/// @param mainClass the host's program
public record HostPrograms(Path java, List<Path> hostClassPath, String mainClass) {
    /// Program of the function host.
    public static final String HOST_MAIN = "dev.lavant.host.Main";

    private static final int HEAP_PERCENT = 75;
    private static final int LEAST_HEAP_MIB = 16;

    public HostPrograms {
        hostClassPath = List.copyOf(hostClassPath);
        if (!Files.isExecutable(java)) {
            throw new IllegalArgumentException("autoscaler.java must be a program that can be run, was " + java);
        }
        if (hostClassPath.isEmpty()) {
            throw new IllegalArgumentException("autoscaler.host-class-path must name the function host, was empty");
        }
        if (mainClass.isBlank()) {
            throw new IllegalArgumentException("autoscaler.host-main-class must name a class, was blank");
        }
    }

    /// What marks a host among the processes of a machine. It comes early in the command line, since the system shows
    /// only the first 4 KiB of one, and a class path can be longer.
    static String mark(String hostId) {
        return "-Dlavant.host=" + hostId;
    }

    /// The command line: a small heap that ends the process when it is full, one collector thread. Half of the heap is
    /// for young objects: most of them are events, which live until their commit and would otherwise grow old first.
    public List<String> command(HostLaunch launch) {
        FunctionDeployment function = launch.deployment();
        return List.of(
                java.toString(),
                mark(launch.hostId()),
                "-XX:+UseSerialGC",
                "-XX:NewRatio=1",
                "-XX:SurvivorRatio=4",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Xmx" + Math.max(LEAST_HEAP_MIB, function.getMemoryMib() * HEAP_PERCENT / 100) + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                hostClassPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                mainClass);
    }
}
