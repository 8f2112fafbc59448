package dev.lavant.host;

import dev.lavant.host.log.HostLog;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import dev.lavant.schemas.launch.SchemaIds;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The function host's process. It takes its orders from the environment ([HostLaunch]) and ends when it is
/// asked to (SIGTERM), when its standard input closes (whoever started it is gone), or when it can no longer be
/// of use. A line on its standard input ([HostLaunch#order]) is another revision that it takes in place,
/// without a new JVM; a warm host is started without a function and takes its first one so.
///
/// Exit codes: 0 drained, 1 failed (the log says why), 70 a handler never ended, 71 replaced: it lost its
/// slot or its place in the group.
public final class Main {
    static {
        HostLog.begin(); // before any logger
    }

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int STUCK = 70;
    private static final int LOST = 71;
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(5);

    private Main() {}

    /// Starts the host; returns only by ending the process.
    ///
    /// @param arguments [PlatformAddress#WARM] for one that waits for its function; none for others
    public static void main(String[] arguments) {
        boolean warm = List.of(arguments).contains(PlatformAddress.WARM);
        Runtime.getRuntime().halt(warm ? warm(PlatformAddress.from(System.getenv())) : run());
    }

    private static int run() {
        var launch = HostLaunch.from(System.getenv());
        var lifeline = new Lifeline(launch);
        follow(lifeline);
        return run(lifeline, jvmStart(), wire(launch.platform()));
    }

    /// Its life begins when it is given a function: what it has waited is the platform's time.
    private static int warm(PlatformAddress platform) {
        var lifeline = new Lifeline(platform);
        follow(lifeline);
        AvroWire wire = wire(platform);
        new WarmUp(platform, wire).run(lifeline::ordered);
        LOG.atInfo().log("host is warm");
        try {
            lifeline.awaitOrder();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return run(lifeline, Instant.now(), wire);
    }

    private static AvroWire wire(PlatformAddress platform) {
        var registry = new SchemaRegistry(URI.create(platform.schemaRegistryUrl()));
        return new AvroWire(SchemaIds.from(System.getenv()).teach(registry));
    }

    private static void follow(Lifeline lifeline) {
        Runtime.getRuntime().addShutdownHook(new Thread(lifeline::drainAndWait, "drain"));
        Thread.ofVirtual().name("lifeline").start(() -> {
            lifeline.follow(System.in);
            haltAfter(ORPHAN_GRACE);
        });
    }

    private static int run(Lifeline lifeline, Instant begunAt, AvroWire wire) {
        try {
            Engine.Exit exit = Engine.Exit.DRAINED;
            Instant startedAt = begunAt;
            for (var next = lifeline.next(); next.isPresent() && exit == Engine.Exit.DRAINED; next = lifeline.next()) {
                exit = run(next.get(), lifeline, startedAt, wire);
                startedAt = Instant.now();
            }
            return switch (exit) {
                case DRAINED -> 0;
                case STUCK -> STUCK;
                case LOST -> LOST;
            };
        } catch (RuntimeException failed) {
            LOG.atError().setCause(failed).log("function host failed");
            return FAILED;
        } finally {
            lifeline.ended();
        }
    }

    /// Of the JVM: when its process began is known only to the second that the machine was started in.
    private static Instant jvmStart() {
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    private static Engine.Exit run(HostLaunch launch, Lifeline lifeline, Instant startedAt, AvroWire wire) {
        HostLog.of(launch);
        LOG.atInfo()
                .addKeyValue("handler", launch.deployment().getHandlerClass())
                .addKeyValue("tenant", launch.deployment().getTenant())
                .log("host takes the function");
        try (var kafka = new FirstContact(launch.bootstrapServers())) {
            lifeline.endsBy(kafka::giveUp);
            return FunctionHost.start(launch, startedAt, wire, kafka)
                    .map(host -> run(host, lifeline))
                    .orElse(Engine.Exit.DRAINED);
        }
    }

    private static Engine.Exit run(FunctionHost started, Lifeline lifeline) {
        try (var host = started) {
            lifeline.endsBy(host::drain);
            return host.run();
        }
    }

    private static void haltAfter(Duration grace) {
        var never = new CountDownLatch(1);
        try {
            boolean _ = never.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
