package dev.lavant.host;

import dev.lavant.schemas.launch.HostLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The function host's process. It takes its orders from the environment ([HostLaunch]) and ends when it is asked to
/// (SIGTERM), when its standard input closes (whoever started it is gone), or when it can no longer be of use.
///
/// Exit codes: 0 drained, 1 failed (the log says why), 70 a handler never ended, 71 lost its slot.
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
        var ended = new CountDownLatch(1);
        try (var host = FunctionHost.start(HostLaunch.from(System.getenv()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(host, ended), "drain"));
            Thread.ofVirtual().name("lifeline").start(() -> endWithStarter(host));
            return switch (host.run()) {
                case DRAINED -> 0;
                case STUCK -> STUCK;
                case LOST -> LOST;
            };
        } catch (RuntimeException failed) {
            LOG.atError().setCause(failed).log("function host failed");
            return FAILED;
        } finally {
            ended.countDown();
        }
    }

    private static void drain(FunctionHost host, CountDownLatch ended) {
        host.drain();
        try {
            boolean _ = ended.await(10, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Standard input is a pipe from the process that started this one: its end is that process's end.
    private static void endWithStarter(FunctionHost host) {
        try {
            while (System.in.read() >= 0) {
                LOG.atDebug().log("input on the lifeline is of no meaning");
            }
        } catch (IOException closed) {
            LOG.atDebug().setCause(closed).log("lifeline closed");
        }
        LOG.atWarn().log("whoever started this host is gone, it drains");
        host.drain();
        haltAfter(ORPHAN_GRACE);
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
