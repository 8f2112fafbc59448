package dev.lavant.cli.doctor;

import dev.lavant.cli.connect.Platform;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Checks of this machine: Java, disk, ports.
final class MachineChecks {
    private static final int NEEDED_JAVA = 25;
    private static final long MIB = 1024 * 1024;
    private static final long TOO_LITTLE_MIB = 512;
    private static final long SCARCE_MIB = 4096;

    /// @param usedBy what of Lavant listens there
    /// @param option of `lavant dev` that chooses another one
    private record Port(int number, String usedBy, String option) {}

    private static final List<Port> USUAL_PORTS = List.of(
            new Port(9092, "Kafka", "--kafka-port"),
            new Port(8080, "the ingress", "--port"),
            new Port(8081, "the schema registry", "--registry-port"),
            new Port(8082, "the console", "--console-port"));

    private MachineChecks() {}

    /// Java must be 25, and a JDK: functions are compiled here.
    static Finding java(Runtime.Version version, Path home) {
        String what = version + " in " + home;
        if (version.feature() != NEEDED_JAVA) {
            return Finding.fail("java", what, "Install a JDK 25, e.g.  apt-get install temurin-25-jdk");
        }
        if (!Files.exists(home.resolve("bin/javac"))) {
            return Finding.warn("java", what + " has no javac", "Install a JDK 25, not only a JRE.");
        }
        return Finding.ok("java", what);
    }

    /// Kafka stops when its disk is full.
    static Finding disk(Path folder) {
        try {
            return disk(folder, Files.getFileStore(folder).getUsableSpace() / MIB);
        } catch (IOException unreadable) {
            return Finding.warn("disk", "unknown: " + unreadable, "Look with:  df -h " + folder);
        }
    }

    static Finding disk(Path folder, long freeMib) {
        String what = freeMib + " MiB free at " + folder;
        if (freeMib < TOO_LITTLE_MIB) {
            return Finding.fail("disk", what, "Make room: Kafka stops when its disk is full.");
        }
        return freeMib < SCARCE_MIB ? Finding.warn("disk", what, "Make room before long.") : Finding.ok("disk", what);
    }

    /// The usual ports must be free for `lavant dev`, or held by it.
    ///
    /// @param platformRuns a used port is then taken to be the platform's
    static List<Finding> ports(boolean platformRuns) {
        return USUAL_PORTS.stream().map(port -> port(port, platformRuns)).toList();
    }

    private static Finding port(Port port, boolean platformRuns) {
        String check = "port " + port.number();
        if (!Platform.listens(new InetSocketAddress("localhost", port.number()))) {
            return Finding.ok(check, "free");
        }
        return platformRuns
                ? Finding.ok(check, "in use while the platform runs")
                : Finding.warn(
                        check,
                        "in use, but not by a platform that answers",
                        "Stop what listens there, or run " + port.usedBy() + " elsewhere:  lavant dev " + port.option()
                                + " PORT");
    }
}
