package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.ArtifactCache;
import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.Hosting;
import dev.lavant.autoscaler.lead.Leadership;
import dev.lavant.autoscaler.lead.Standing;
import dev.lavant.autoscaler.observe.Doorbell;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.autoscaler.observe.LagReader;
import dev.lavant.autoscaler.tick.Ticker;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.TenantCaps;
import dev.lavant.schemas.artifact.ArtifactStore;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.launch.PlatformAddress;
import dev.lavant.schemas.launch.SchemaIds;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches what waits for each deployed function and gives it as many hosts as its target latency needs.
///
/// One thread of its own looks, decides and acts: at every tick, and at once when an event arrives for a function
/// without hosts, when a host ends, or when a function is deployed. A look that fails changes nothing and is logged.
/// Of several autoscalers one leads and acts; the others look at nothing but whether it still does.
public final class Autoscaler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(15); // longer than Kafka may take to answer

    private final AutoscalerConfig config;
    private final Semaphore wakes = new Semaphore(0);
    private final ArtifactCache artifacts;
    private final HostDriver driver;
    private final HostReports reports = new HostReports();
    private final CompactedTopic<FunctionDeployment> functions;
    private final CompactedTopic<HostHeartbeat> heartbeats;
    private final BudgetTopics budgets;
    private final CompactedTopic<TenantCaps> tenants;
    private final LagReader lags;
    private final Doorbell doorbell;
    private final Journal journal;
    private final ControlLoop control;
    private final Leadership leadership;
    private final Ticker ticker;
    private final Thread thread;
    private final SchemaRegistry registry;
    private volatile SchemaIds schemaIds = SchemaIds.NONE;
    private volatile boolean closed;
    private volatile Standing standing = new Standing.Unsure();
    private volatile int runningHosts;
    private volatile int warmHosts;

    private Autoscaler(AutoscalerConfig config) {
        this.config = config;
        this.registry = config.connection().registry();
        var wire = new AvroWire(registry);
        var client = config.connection().withoutMetrics();
        this.artifacts = new ArtifactCache(config.folder().resolve("artifacts"), new ArtifactStore(client));
        var clock = new SteadyClock();
        this.driver = config.hosting().open(station(clock));
        this.functions = CompactedTopic.follow(
                Topics.FUNCTIONS, wire.deserializer(FunctionDeployment.class), client, this::deployed);
        this.heartbeats = followHosts(wire, client);
        this.budgets = followBudgets(wire, client);
        this.tenants = followTenants(wire, client);
        this.lags = new LagReader(client);
        this.doorbell = new Doorbell(client, wakes::release);
        this.journal = new Journal(client, wire);
        this.control = new ControlLoop(config, driver, reports, journal, clock, budgets, tenants::values);
        this.leadership = new Leadership(client, wire, config.seat(), holder());
        this.ticker = new Ticker(new Ticker.Parts(client, wire, functions::values, this::turn, InstantSource.system()));
        this.thread = Thread.ofPlatform().name("autoscaler").unstarted(this::run);
    }

    private Hosting.Station station(InstantSource clock) {
        return new Hosting.Station(
                config.folder(),
                artifacts,
                new PlatformAddress(
                        config.connection().bootstrapServers(),
                        config.connection().schemaRegistry().toString()),
                config.warmHosts(),
                new Hosting.Owner(() -> schemaIds, wakes::release),
                clock);
    }

    /// Who this start is, for people and for other autoscalers.
    private static String holder() {
        return ManagementFactory.getRuntimeMXBean().getName() + " " + UUID.randomUUID();
    }

    private CompactedTopic<HostHeartbeat> followHosts(AvroWire wire, Properties client) {
        try {
            return CompactedTopic.follow(Topics.HOSTS, wire.deserializer(HostHeartbeat.class), client, reports::take);
        } catch (RuntimeException failed) {
            functions.close();
            throw failed;
        }
    }

    private BudgetTopics followBudgets(AvroWire wire, Properties client) {
        try {
            return new BudgetTopics(client, wire, wakes::release);
        } catch (RuntimeException failed) {
            functions.close();
            heartbeats.close();
            throw failed;
        }
    }

    private CompactedTopic<TenantCaps> followTenants(AvroWire wire, Properties client) {
        try {
            return CompactedTopic.follow(
                    Topics.TENANTS, wire.deserializer(TenantCaps.class), client, _ -> wakes.release());
        } catch (RuntimeException failed) {
            functions.close();
            heartbeats.close();
            budgets.close();
            throw failed;
        }
    }

    /// Wakes the control loop, and fetches what the first host of a new revision needs before it does.
    private void deployed(Map<String, FunctionDeployment> functions) {
        wakes.release();
        Thread.ofVirtual().name("fetch").start(() -> {
            if (!schemaIds.complete()) {
                schemaIds = SchemaIds.ask(registry);
            }
            functions.values().forEach(this::fetch);
        });
    }

    private void fetch(FunctionDeployment function) {
        try {
            List<Path> _ = artifacts.fetch(function);
        } catch (KafkaException | UncheckedIOException notYet) {
            LOG.atWarn()
                    .addKeyValue("function", function.getName())
                    .setCause(notYet)
                    .log("jars not fetched, the first host will try again");
        }
    }

    /// Ends hosts that an earlier autoscaler left in the folder, then starts to look.
    ///
    /// @throws IllegalStateException when such a host does not end, or a topic to read is not there
    public static Autoscaler start(AutoscalerConfig config) {
        var autoscaler = new Autoscaler(config);
        autoscaler.driver.leftBehind().forEach(autoscaler.journal::ended);
        autoscaler.thread.start();
        autoscaler.ticker.start();
        return autoscaler;
    }

    /// How it stood at the last look; unsure before the first one, and after one that failed.
    public Standing standing() {
        return standing;
    }

    /// Whether it looks, now and then.
    public boolean running() {
        return thread.isAlive();
    }

    /// Host processes without a function at the last look.
    public int warmHosts() {
        return warmHosts;
    }

    /// Host processes with a function that had not ended at the last look.
    public int runningHosts() {
        return runningHosts;
    }

    /// Whoever leads sends the ticks of schedules as well.
    private Ticker.Turn turn() {
        return switch (standing) {
            case Standing.Leading _ -> Ticker.Turn.OURS;
            case Standing.Following _ -> Ticker.Turn.ANOTHERS;
            case Standing.Unsure _ -> Ticker.Turn.UNKNOWN;
        };
    }

    private void run() {
        try {
            while (!closed) {
                wakes.drainPermits();
                look();
                boolean _ = wakes.tryAcquire(config.tick().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException _) {
            LOG.atDebug().log("autoscaler interrupted");
        }
    }

    private void look() {
        try {
            Standing now = leadership.stand(control::news);
            switch (now) {
                case Standing.Leading(long epoch) -> lead(epoch);
                case Standing.Following _ -> follow();
                case Standing.Unsure _ -> LOG.atDebug().log("nobody is known to lead, everything stays as it is");
            }
            standing = now;
            runningHosts = driver.hosts().size();
            warmHosts = driver.warmHosts();
        } catch (RuntimeException failed) {
            standing = new Standing.Unsure();
            LOG.atError().setCause(failed).log("look failed, hosts stay as they are");
        }
    }

    private void lead(long epoch) {
        control.lead(epoch, leadership::handedOn);
        Map<String, FunctionDeployment> deployed = functions.values();
        List<FunctionDeployment> due = control.due(deployed, doorbell.rung());
        doorbell.listen(control.turn(deployed, due, lags.read(due), leadership::proven));
        if (control.settled()) {
            driver.prepare();
        }
    }

    private void follow() {
        doorbell.listen(control.follow());
    }

    /// Stops looking, lets every host finish, and leaves no process.
    @Override
    public void close() {
        closed = true;
        ticker.close();
        wakes.release();
        try {
            thread.join(LOOK_TIMEOUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        control.end(); // before another leads: hosts that outlive this process are seen to finish
        leadership.release(control.news());
        doorbell.close();
        driver.close();
        leadership.close();
        runningHosts = 0;
        functions.close();
        heartbeats.close();
        budgets.close();
        tenants.close();
        lags.close();
        journal.close();
    }
}
