package dev.lavant.autoscaler.act;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// How a host's JVM is started.
///
/// @param java the `java` program, of version 25
/// @param hostClassPath jars of the function host
/// @param mainClass the host's program
public record HostPrograms(Path java, List<Path> hostClassPath, String mainClass) {
    /// Program of the function host.
    public static final String HOST_MAIN = "dev.lavant.host.Main";

    private static final int HEAP_PERCENT = 75;

    public HostPrograms {
        hostClassPath = List.copyOf(hostClassPath);
    }

    /// The command line: a small heap that ends the process when it is full, quick compilation, one collector thread.
    ///
    /// @param memoryMib reserved for the process; the heap gets three quarters of it
    /// @param functionClassPath jars and folders of the function; one that the host has too is left out
    List<String> command(int memoryMib, List<String> functionClassPath) {
        return List.of(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Xmx" + Math.max(16, memoryMib * HEAP_PERCENT / 100) + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                classPath(functionClassPath),
                mainClass);
    }

    private String classPath(List<String> functionClassPath) {
        var byName = new LinkedHashMap<String, String>();
        var folders = new ArrayList<String>();
        hostClassPath.forEach(jar -> byName.put(String.valueOf(jar.getFileName()), jar.toString()));
        for (String entry : functionClassPath) {
            if (entry.endsWith(".jar")) {
                byName.putIfAbsent(String.valueOf(Path.of(entry).getFileName()), entry);
            } else {
                folders.add(entry);
            }
        }
        folders.addAll(byName.values());
        return String.join(System.getProperty("path.separator"), folders);
    }
}
