package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.ProcessDriver;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.autoscaler.observe.LagReader;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches what waits for each deployed function and gives it as many hosts as its target latency needs.
///
/// One thread of its own looks, decides and acts at every tick; a tick that fails changes nothing and is logged.
public final class Autoscaler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final AutoscalerConfig config;
    private final HostReports reports = new HostReports();
    private final CompactedTopic<FunctionDeployment> functions;
    private final CompactedTopic<HostHeartbeat> heartbeats;
    private final LagReader lags;
    private final DecisionLog decisions;
    private final ProcessDriver driver;
    private final Map<String, FunctionControl> controls = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread loop;
    private volatile int runningHosts;

    private Autoscaler(AutoscalerConfig config) {
        this.config = config;
        this.driver = new ProcessDriver(config.folder(), config.programs());
        AvroWire wire = config.connection().wire();
        var client = config.connection().properties();
        this.functions =
                CompactedTopic.follow(Topics.FUNCTIONS, wire.deserializer(FunctionDeployment.class), client, _ -> {});
        this.heartbeats =
                CompactedTopic.follow(Topics.HOSTS, wire.deserializer(HostHeartbeat.class), client, reports::take);
        this.lags = new LagReader(client);
        this.decisions = new DecisionLog(client, wire);
        this.loop = Thread.ofPlatform().name("autoscaler").unstarted(this::run);
    }

    /// Ends hosts that an earlier autoscaler left in the folder, then starts to look.
    public static Autoscaler start(AutoscalerConfig config) {
        var autoscaler = new Autoscaler(config);
        autoscaler.loop.start();
        return autoscaler;
    }

    /// Host processes that had not ended at the last tick.
    public int runningHosts() {
        return runningHosts;
    }

    private void run() {
        try {
            do {
                tick();
            } while (!stopped.await(config.tick().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            LOG.atDebug().log("autoscaler interrupted");
        }
    }

    private void tick() {
        try {
            driver.ended()
                    .forEach(end ->
                            control(end.host().launch().deployment().getName()).ended(end));
            Map<String, FunctionDeployment> deployed = functions.values();
            Map<String, Lag> seen = lags.read(deployed.values());
            deployed.values().forEach(function -> step(function, seen));
            controls.keySet().removeIf(name -> removed(name, deployed));
            runningHosts = driver.hosts().size();
        } catch (RuntimeException failed) {
            LOG.atError().setCause(failed).log("tick failed, nothing was changed");
        }
    }

    private void step(FunctionDeployment function, Map<String, Lag> seen) {
        Lag lag = seen.getOrDefault(function.getName(), new Lag.Unknown("not read"));
        decisions.publish(function, control(function.getName()).step(function, lag, Instant.now()));
    }

    private boolean removed(String name, Map<String, FunctionDeployment> deployed) {
        if (deployed.containsKey(name)) {
            return false;
        }
        control(name).remove(name);
        return driver.hosts().stream()
                .noneMatch(host -> host.launch().deployment().getName().equals(name));
    }

    private FunctionControl control(String function) {
        return controls.computeIfAbsent(function, _ -> new FunctionControl(config, driver, reports));
    }

    /// Stops looking, lets every host finish, and leaves no process.
    @Override
    public void close() {
        stopped.countDown();
        try {
            loop.join(STOP_TIMEOUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        driver.close();
        functions.close();
        heartbeats.close();
        lags.close();
        decisions.close();
    }
}
