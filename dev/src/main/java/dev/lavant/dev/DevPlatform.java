package dev.lavant.dev;

import dev.lavant.autoscaler.Autoscaler;
import dev.lavant.autoscaler.AutoscalerConfig;
import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.billing.Billing;
import dev.lavant.billing.BillingConfig;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.console.Console;
import dev.lavant.console.ConsoleConfig;
import dev.lavant.console.watch.Mask;
import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.registry.RegistryServer;
import dev.lavant.router.Ingress;
import dev.lavant.router.IngressConfig;
import dev.lavant.router.Router;
import dev.lavant.router.RouterConfig;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every part of the platform in this process. Parts are closed in the reverse order of their start.
final class DevPlatform implements AutoCloseable {
    /// Of topics that hold events.
    static final int PARTITIONS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(DevPlatform.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration DOWN_WINDOW = Duration.ofSeconds(10);

    /// What functions have that say nothing else.
    private static final int WARM_MEMORY_MIB = 256;

    private final DevSettings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Connection connection;
    private IntSupplier runningHosts = () -> 0;
    private IntSupplier warmHosts = () -> 0;

    private DevPlatform(DevSettings settings) {
        this.settings = settings;
        var broker = started(EmbeddedBroker.start(settings.kafkaData(), settings.kafkaPort()));
        this.connection = Connection.to(
                broker.bootstrapServers(),
                startRegistry(settings.registryPort(), broker.bootstrapServers())
                        .url());
    }

    private RegistryServer startRegistry(int port, String bootstrapServers) {
        try {
            return started(RegistryServer.start(port, bootstrapServers));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// Starts what everything else needs: the broker and the registry.
    static DevPlatform startKafka(DevSettings settings) {
        return new DevPlatform(settings);
    }

    /// Starts the services; functions should be deployed by then.
    void startServices() {
        var address = IngressConfig.Address.of(settings.host(), settings.port()).with(settings.tls());
        started(Ingress.start(new IngressConfig(connection, address, IngressConfig.Limits.USUAL)));
        started(Billing.start(
                new BillingConfig(connection, settings.streamsState().resolve("billing"), PriceBook.standard())));
        started(Router.start(
                new RouterConfig(connection, settings.streamsState().resolve("router"))));
        var autoscaler = started(Autoscaler.start(new AutoscalerConfig(
                connection,
                settings.data(),
                HostPrograms.in(settings.home()),
                TICK,
                settings.keepAlive(),
                DOWN_WINDOW,
                new WarmHosts(settings.warmHosts(), WARM_MEMORY_MIB),
                AutoscalerConfig.Succession.IN_PLACE,
                Seat.ALONE,
                settings.hostMemoryMib())));
        started(Console.start(new ConsoleConfig(
                connection,
                ConsoleConfig.Address.loopback(settings.consolePort()),
                Mask.of(System.getenv().getOrDefault(Mask.SETTING, "")))));
        runningHosts = autoscaler::runningHosts;
        warmHosts = autoscaler::warmHosts;
        writeAddresses();
    }

    /// Where Kafka and the registry are.
    Connection connection() {
        return connection;
    }

    /// Host processes that have a function and have not ended.
    int runningHosts() {
        return runningHosts.getAsInt();
    }

    /// Host processes that wait for a function.
    int warmHosts() {
        return warmHosts.getAsInt();
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private void writeAddresses() {
        var addresses = new Properties();
        addresses.put("bootstrap.servers", connection.bootstrapServers());
        addresses.put("schema.registry.url", connection.schemaRegistry().toString());
        try (var file = Files.newBufferedWriter(settings.addresses())) {
            addresses.store(file, "written by lavant dev; client verbs read it");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception failed) { // the others must be closed all the same
                LOG.atError()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(failed)
                        .log("not closed");
            }
        }
        try {
            Files.deleteIfExists(settings.addresses());
        } catch (IOException left) {
            LOG.atWarn().setCause(left).log("address file not removed");
        }
    }
}
