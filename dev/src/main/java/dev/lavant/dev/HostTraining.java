package dev.lavant.dev;

import dev.lavant.autoscaler.act.AotCache;
import dev.lavant.autoscaler.act.HostJars;
import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.function.Ordering;
import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.registry.RegistryServer;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.torture.function.Chores;
import dev.lavant.torture.load.Sender;
import dev.lavant.torture.load.Workload;
import dev.lavant.torture.stage.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Makes the AOT cache that function hosts start with. A real host handles real events of a real broker, among them
/// some that are tried again and some that become dead letters, and remembers the classes that it took. build/assemble
/// calls it.
///
/// The function is none of the user's: the cache serves all functions, and theirs run only when they are meant to.
final class HostTraining {
    private static final int PER_SECOND = 50;
    private static final int ENOUGH_OUTPUTS = 60;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Its JVM writes the cache when it ends, which takes a busy machine its time.
    private static final Duration END_PATIENCE = Duration.ofMinutes(4);

    private HostTraining() {}

    /// Makes it.
    ///
    /// @param arguments folder of Lavant itself, and one to work in
    public static void main(String... arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        try (var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                var registry = RegistryServer.start(0, broker.bootstrapServers())) {
            var connection = Connection.to(broker.bootstrapServers(), registry.url());
            FunctionDeployment function = Deployment.of(connection, Ordering.KEY);
            Process host = start(home, folder, connection, function);
            handleEvents(connection, host);
            host.toHandle().destroy();
            requireEnd(host);
        }
        if (!HostJars.aotCache(home).made()) {
            throw new IllegalStateException("the host's JVM made no cache, see " + log(folder));
        }
    }

    private static Process start(Path home, Path folder, Connection connection, FunctionDeployment function)
            throws IOException {
        AotCache cache = HostJars.aotCache(home);
        cache.clear();
        var launch = new HostLaunch(
                "training",
                0,
                function,
                connection.bootstrapServers(),
                connection.schemaRegistry().toString());
        var builder = new ProcessBuilder(HostPrograms.in(home).trainingCommand(launch, cache))
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile());
        builder.environment().putAll(launch.toEnvironment());
        builder.environment().put(Chores.FOLDER, folder.toString());
        return builder.start();
    }

    private static Path log(Path folder) {
        return folder.resolve("host.log");
    }

    private static void handleEvents(Connection connection, Process host) {
        var settings = connection.properties();
        settings.put("group.id", "training");
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        try (var _ = new Sender(connection, new Workload(1), PER_SECOND);
                var outputs = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            outputs.subscribe(List.of(Chores.OUTPUTS));
            long until = System.nanoTime() + PATIENCE.toNanos();
            for (int seen = 0; seen < ENOUGH_OUTPUTS; seen += outputs.poll(POLL).count()) {
                if (!host.isAlive() || System.nanoTime() > until) {
                    throw new IllegalStateException("the host has not handled its events in training");
                }
            }
        }
    }

    private static void requireEnd(Process host) throws InterruptedException {
        if (!host.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            host.destroyForcibly();
            throw new IllegalStateException("the host in training did not end");
        }
    }
}
