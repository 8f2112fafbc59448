package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// One of several autoscalers, in a process that can be killed or frozen. Ends with its standard input.
final class Candidate {
    private Candidate() {}

    /// @param args bootstrap servers, registry, folder
    public static void main(String[] args) throws IOException {
        var autoscaler = Autoscaler.start(config(Connection.to(args[0], URI.create(args[1])), Path.of(args[2])));
        System.in.transferTo(OutputStream.nullOutputStream());
        autoscaler.close();
    }

    static AutoscalerConfig config(Connection connection, Path folder) {
        return new AutoscalerConfig(
                connection,
                folder,
                ScaledPlatform.tinyHosts(),
                Duration.ofMillis(200),
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                WarmHosts.NONE,
                AutoscalerConfig.Succession.NEW_HOSTS,
                Seat.SHARED,
                AutoscalerConfig.UNBOUNDED);
    }

    static Process start(Connection connection, Path folder) throws IOException {
        return new ProcessBuilder(
                        ScaledPlatform.java().toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Candidate.class.getName(),
                        connection.bootstrapServers(),
                        connection.schemaRegistry().toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
    }
}
