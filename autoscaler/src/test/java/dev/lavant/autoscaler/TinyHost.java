package dev.lavant.autoscaler;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A host's program as the autoscaler knows one: it joins the group, reads, commits, sends heartbeats, drains
/// on SIGTERM and ends with its standard input. An event takes as many milliseconds as the deployment's
/// `handlerMethod` says; a warm one waits for its order; with `crash` the program ends with code 9 before it is ready.
public final class TinyHost {
    private static final int CRASHED = 9;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final HostLaunch launch;
    private final AvroWire wire;
    private final KafkaProducer<String, byte[]> heartbeats;
    private final CountDownLatch asked = new CountDownLatch(1);
    private long completed;
    private long busyNanos;

    private TinyHost(HostLaunch launch, Connection connection) {
        this.launch = launch;
        this.wire = connection.wire();
        this.heartbeats =
                new KafkaProducer<>(connection.properties(), new StringSerializer(), new ByteArraySerializer());
    }

    /// Runs one.
    public static void main(String[] args) throws InterruptedException, IOException {
        boolean warm = args.length > 0 && args[0].equals(PlatformAddress.WARM);
        var launch = warm ? PlatformAddress.from(System.getenv()).ordered(line()) : HostLaunch.from(System.getenv());
        if (launch.deployment().getHandlerMethod().equals("crash")) {
            Runtime.getRuntime().halt(CRASHED);
        }
        var connection = Connection.to(launch.bootstrapServers(), URI.create(launch.schemaRegistryUrl()));
        var host = new TinyHost(launch, connection);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> host.drain(ended)));
        Thread.ofVirtual().start(TinyHost::endWithInput);
        try {
            host.run(connection);
        } finally {
            ended.countDown();
        }
        Runtime.getRuntime().halt(0);
    }

    private static String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
            if (next < 0) {
                Runtime.getRuntime().halt(0);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void drain(CountDownLatch ended) {
        asked.countDown();
        try {
            boolean _ = ended.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endWithInput() {
        try {
            int _ = System.in.read();
        } catch (IOException _) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }

    private void run(Connection connection) throws InterruptedException {
        FunctionDeployment function = launch.deployment();
        var settings = connection.properties();
        settings.put("group.id", function.getGroupId());
        settings.put("group.protocol", "consumer");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", 5);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try (heartbeats) {
            consumer.subscribe(function.getSourceTopics());
            while (asked.getCount() > 0) {
                tell();
                for (ConsumerRecord<byte[], byte[]> _ : consumer.poll(Duration.ofMillis(100))) {
                    work(Long.parseLong(function.getHandlerMethod()));
                }
                commit(consumer);
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private static void commit(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException _) {
            // on a slow machine the group has gone on without it: others do these events, and it joins again
        }
    }

    /// A handler is not interrupted by SIGTERM, so this latch is none that anyone counts down.
    private void work(long millis) throws InterruptedException {
        long began = System.nanoTime();
        boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        completed++;
        busyNanos += System.nanoTime() - began;
    }

    private void tell() {
        var heartbeat = HostHeartbeat.newBuilder()
                .setHostId(launch.hostId())
                .setFunction(launch.deployment().getName())
                .setRevision(launch.deployment().getRevision())
                .setSlot(launch.slot())
                .setPid(ProcessHandle.current().pid())
                .setPhase(HostPhase.READY)
                .setAt(Instant.now())
                .setJvmStartedAt(Instant.EPOCH)
                .setPartitions(0)
                .setInFlight(0)
                .setCompleted(completed)
                .setFailedAttempts(0)
                .setBusyNanos(busyNanos)
                .build();
        var _ = heartbeats.send(
                new ProducerRecord<>(Topics.HOSTS, launch.hostId(), wire.encode(Topics.HOSTS, heartbeat)));
    }
}
