package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.Hosting;
import dev.lavant.autoscaler.act.HostingKind;
import dev.lavant.autoscaler.act.ProcessHosting;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.autoscaler.lead.Standing;
import dev.lavant.schemas.topics.PlatformTopics;
import dev.lavant.service.Health;
import dev.lavant.service.Part;
import dev.lavant.service.Service;
import dev.lavant.service.Settings;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An autoscaler as a process of its own. There may be several: one leads, the others wait for it to be silent.
public final class Main {
    private static final String DRIVER = "LAVANT_DRIVER";
    private static final int TICK_MILLIS = 500;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int DOWN_WINDOW_SECONDS = 30;
    private static final int UNBOUNDED = 0;

    /// What functions have that say nothing else.
    private static final int WARM_MEMORY_MIB = 256;

    private Main() {}

    /// Runs it until it is asked to end.
    public static void main(String[] arguments) {
        Service.run("autoscaler", Main::start);
    }

    private static Part start(Settings settings) {
        var config = config(settings);
        int partitions = settings.partitions();
        settings.check();
        PlatformTopics.prepare(config.connection().properties(), partitions);
        return new Running(Autoscaler.start(config));
    }

    private static AutoscalerConfig config(Settings settings) {
        int memoryMib = settings.number("LAVANT_HOST_MEMORY_MIB", UNBOUNDED, UNBOUNDED, Integer.MAX_VALUE);
        return new AutoscalerConfig(
                settings.connection(),
                settings.folder("LAVANT_FOLDER", "the jars of functions and the logs of hosts"),
                hosting(settings),
                Duration.ofMillis(settings.number("LAVANT_TICK_MILLIS", TICK_MILLIS, 1, Integer.MAX_VALUE)),
                settings.seconds("LAVANT_KEEP_ALIVE_SECONDS", KEEP_ALIVE_SECONDS),
                settings.seconds("LAVANT_DOWN_WINDOW_SECONDS", DOWN_WINDOW_SECONDS),
                new WarmHosts(settings.number("LAVANT_WARM_HOSTS", 0, 0, Integer.MAX_VALUE), WARM_MEMORY_MIB),
                AutoscalerConfig.Succession.NEW_HOSTS,
                Seat.SHARED,
                memoryMib == UNBOUNDED ? AutoscalerConfig.UNBOUNDED : memoryMib);
    }

    private static Hosting hosting(Settings settings) {
        List<HostingKind> kinds = Stream.concat(
                        Stream.of(new ProcessHosting()),
                        ServiceLoader.load(HostingKind.class).stream().map(ServiceLoader.Provider::get))
                .toList();
        String wanted = settings.optional(DRIVER).orElse(ProcessHosting.NAME);
        return kinds.stream()
                .filter(kind -> kind.name().equals(wanted))
                .findFirst()
                .map(kind -> kind.hosting(settings))
                .orElseGet(() -> unknown(settings, wanted, kinds));
    }

    private static Hosting unknown(Settings settings, String wanted, List<HostingKind> kinds) {
        String known = kinds.stream().map(HostingKind::name).collect(Collectors.joining(", "));
        settings.fault(DRIVER + " must be one of those on the class path (" + known + "), was " + wanted);
        return _ -> {
            throw new IllegalStateException("there is no driver " + wanted);
        };
    }

    private record Running(Autoscaler autoscaler) implements Part {
        @Override
        public Health alive() {
            return Health.of(autoscaler.running(), "the control loop has ended, the log says why");
        }

        @Override
        public Health ready() {
            return Health.of(
                    !(autoscaler.standing() instanceof Standing.Unsure),
                    "nobody is known to lead yet, or Kafka does not answer");
        }

        @Override
        public void close() {
            autoscaler.close();
        }
    }
}
