package dev.lavant.host;

import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this process is told to run, and when to stop: by whoever started it, on its standard input, or by SIGTERM.
///
/// Thread-safe: the main thread runs hosts, another reads orders, a third is the JVM's shutdown.
final class Lifeline {
    private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final PlatformAddress platform;
    private Optional<HostLaunch> newest;
    private boolean taken;
    private Runnable end = () -> {};
    private boolean stopped;

    /// Of a host that has a function from the begin.
    Lifeline(HostLaunch first) {
        this.platform = first.platform();
        this.newest = Optional.of(first);
    }

    /// Of one that is given it later.
    Lifeline(PlatformAddress platform) {
        this.platform = platform;
        this.newest = Optional.empty();
    }

    /// Whether there was anything to run, or nothing is to run any more.
    synchronized boolean ordered() {
        return newest.isPresent() || stopped;
    }

    /// Waits for that.
    synchronized void awaitOrder() throws InterruptedException {
        while (!ordered()) {
            wait();
        }
    }

    /// What to run now; empty when there is nothing more to run.
    synchronized Optional<HostLaunch> next() {
        end = () -> {};
        if (stopped || taken) {
            return Optional.empty();
        }
        taken = true;
        return newest;
    }

    /// What runs now ends when this is called: at once when it is not wanted any more.
    synchronized void endsBy(Runnable ending) {
        end = ending;
        if (stopped || !taken) {
            ending.run();
        }
    }

    /// Reads orders until the input ends: then whoever started this process is gone, and it drains.
    void follow(InputStream orders) {
        try (var lines = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException closed) {
            LOG.atDebug().setCause(closed).log("lifeline closed");
        }
        LOG.atWarn().log("whoever started this host is gone, it drains");
        stop();
    }

    private synchronized void take(String line) {
        try {
            var ordered = Optional.of(platform.ordered(line));
            taken &= ordered.equals(newest);
            newest = ordered;
            notifyAll();
        } catch (IllegalArgumentException noOrder) {
            LOG.atWarn().setCause(noOrder).log("order not understood, the host goes on as it is");
            return;
        }
        if (!taken) {
            end.run();
        }
    }

    private synchronized void stop() {
        stopped = true;
        notifyAll();
        end.run();
    }

    /// Stops, and waits until the main thread is done. For the JVM's shutdown.
    void drainAndWait() {
        stop();
        try {
            boolean _ = ended.await(10, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The main thread is done.
    void ended() {
        ended.countDown();
    }
}
