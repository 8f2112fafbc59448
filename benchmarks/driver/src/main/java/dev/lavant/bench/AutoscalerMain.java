package dev.lavant.bench;

import dev.lavant.autoscaler.Autoscaler;
import dev.lavant.autoscaler.AutoscalerConfig;
import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// An autoscaler's process. Ends when its standard input closes: then the driver is gone.
public final class AutoscalerMain {
    private AutoscalerMain() {}

    /// Scales until then, with hosts that are a given program.
    ///
    /// @param args bootstrap servers, registry, folder, Lavant's folder or a program that stands in for its hosts,
    /// keep-alive and down-window in milliseconds
    public static void main(String[] args) throws IOException {
        var program = Path.of(args[3]);
        HostPrograms programs = Files.isDirectory(program)
                ? HostPrograms.in(program)
                : new HostPrograms(program, List.of(program), "a.host");
        var autoscaler = Autoscaler.start(new AutoscalerConfig(
                Connection.to(args[0], URI.create(args[1])),
                Path.of(args[2]),
                programs,
                Duration.ofMillis(200),
                Duration.ofMillis(Long.parseLong(args[4])),
                Duration.ofMillis(Long.parseLong(args[5])),
                WarmHosts.NONE,
                AutoscalerConfig.Succession.NEW_HOSTS,
                Seat.ALONE,
                AutoscalerConfig.UNBOUNDED));
        System.in.transferTo(OutputStream.nullOutputStream());
        autoscaler.close();
    }
}
