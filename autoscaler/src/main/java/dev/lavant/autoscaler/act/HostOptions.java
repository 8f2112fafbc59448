package dev.lavant.autoscaler.act;

import java.util.ArrayList;
import java.util.List;

/// Options of a host's JVM, the same wherever it runs: a small heap that ends the process when it is full,
/// one collector thread.
public final class HostOptions {
    /// Program of the function host.
    public static final String MAIN = "dev.lavant.host.Main";

    private static final int HEAP_PERCENT = 75;
    private static final int LEAST_HEAP_MIB = 16;
    private static final int BESIDE_THE_HEAP_MIB = 128;
    private static final long MIB = 1L << 20;

    /// From here on what a host itself keeps is a small part of its heap.
    private static final int ROOMY_HEAP_MIB = 256;

    private HostOptions() {}

    /// What marks a host among the processes of a machine. It comes early in the command line, since the system shows
    /// only the first 4 KiB of one, and a class path can be longer.
    public static String mark(String hostId) {
        return "-Dlavant.host=" + hostId;
    }

    /// The heap of a host whose function has so much memory.
    public static List<String> heap(int memoryMib) {
        int heapMib = Math.max(LEAST_HEAP_MIB, memoryMib * HEAP_PERCENT / 100);
        var options = new ArrayList<String>();
        options.add("-Xmx" + heapMib + "m");
        options.addAll(generations(heapMib));
        return options;
    }

    /// What a host whose function has so much memory may use at all: a JVM needs some beside its heap.
    public static long bytes(int memoryMib) {
        return (memoryMib + BESIDE_THE_HEAP_MIB) * MIB;
    }

    /// Half of a roomy heap is for young objects: most of them are events, which live until their commit and would grow
    /// old before.
    private static List<String> generations(int heapMib) {
        return heapMib < ROOMY_HEAP_MIB ? List.of() : List.of("-XX:NewRatio=1", "-XX:SurvivorRatio=4");
    }

    /// Options that an AOT cache must have been made with, too; the class path comes after them.
    public static List<String> sameForAll() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TrimNativeHeapInterval=5000", // what compiling needed at the start is given back
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true");
    }
}
