package dev.lavant.host;

import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The function host's process. It takes its orders from the environment ([HostLaunch]) and ends when it is
/// asked to (SIGTERM), when its standard input closes (whoever started it is gone), or when it can no longer be
/// of use. A line on its standard input ([HostLaunch#order]) is another revision that it takes in place,
/// without a new JVM.
///
/// Exit codes: 0 drained, 1 failed (the log says why), 70 a handler never ended, 71 replaced: it lost its
/// slot or its place in the group.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int STUCK = 70;
    private static final int LOST = 71;
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(5);

    private Main() {}

    /// Starts the host; returns only by ending the process.
    public static void main(String[] args) {
        Runtime.getRuntime().halt(run());
    }

    private static int run() {
        var launch = HostLaunch.from(System.getenv());
        var lifeline = new Lifeline(launch);
        Runtime.getRuntime().addShutdownHook(new Thread(lifeline::drainAndWait, "drain"));
        Thread.ofVirtual().name("lifeline").start(() -> {
            lifeline.follow(System.in);
            haltAfter(ORPHAN_GRACE);
        });
        try {
            AvroWire wire = new AvroWire(new SchemaRegistry(URI.create(launch.schemaRegistryUrl())));
            Engine.Exit exit = Engine.Exit.DRAINED;
            Instant startedAt = jvmStart();
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
