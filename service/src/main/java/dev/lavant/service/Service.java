package dev.lavant.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process that runs one part of the platform until SIGTERM asks it to end, and tells meanwhile how it is.
///
/// It is live from its first moment on, and ready once its part is. Exit codes: 0 ended as it was asked to, 1 failed
/// (the log says why), 2 the settings are wrong (the log says which).
public final class Service {
    private static final int ENDED = 0;
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /// Hosts of an autoscaler may take half a minute to finish.
    private static final Duration END_WITHIN = Duration.ofSeconds(40);

    private final Logger log; // not static: what is logged is set before the first logger is made
    private final String name;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile Optional<Part> part = Optional.empty();

    private Service(String name) {
        this.log = LoggerFactory.getLogger(Service.class);
        this.name = name;
    }

    /// How a part is started.
    @FunctionalInterface
    public interface Starter {
        /// Asks for its settings, checks them, and starts; returns when the part runs.
        Part start(Settings settings);
    }

    /// Runs a part; returns only by ending the process.
    ///
    /// @param name of the part, for the log
    public static void run(String name, Starter starter) {
        Logs.plain();
        int exitCode = FAILED;
        try {
            exitCode = new Service(name).live(starter);
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private int live(Starter starter) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        var settings = Settings.of(System.getenv());
        try (var health =
                HealthServer.start(settings.listen(), settings.healthPort(), name, this::alive, this::ready)) {
            part = Optional.of(starter.start(settings));
            log.atInfo()
                    .addKeyValue("part", name)
                    .addKeyValue("healthPort", health.port())
                    .log("started");
            return awaitEnd();
        } catch (WrongSettings wrong) {
            log.atError().addKeyValue("part", name).log("cannot start:\n{}", wrong.getMessage());
            return WRONG_SETTINGS;
        } catch (RuntimeException failed) {
            log.atError().addKeyValue("part", name).setCause(failed).log("failed: {}", failed.getMessage());
            return FAILED;
        }
    }

    private int awaitEnd() {
        try (var running = part.orElseThrow()) {
            Health alive = running.alive();
            while (alive instanceof Health.Up && !asked.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                alive = running.alive();
            }
            if (alive instanceof Health.Down(String why)) {
                log.atError().addKeyValue("part", name).addKeyValue("why", why).log("cannot go on");
                return FAILED;
            }
            log.atInfo().addKeyValue("part", name).log("ends as it was asked to");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return ENDED;
    }

    private Health alive() {
        return part.map(Part::alive).orElseGet(Health.Up::new);
    }

    private Health ready() {
        if (asked.getCount() == 0) {
            return new Health.Down("the " + name + " is ending");
        }
        return part.map(Part::ready).orElseGet(() -> new Health.Down("the " + name + " is starting"));
    }

    /// Runs while the JVM shuts down, and ends with it: when the main thread has closed the part. What has
    /// not started has nothing to finish.
    private void end() {
        asked.countDown();
        if (part.isEmpty()) {
            return;
        }
        try {
            boolean _ = never.await(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
