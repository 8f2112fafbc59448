package dev.lavant.host.report;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the host's state to `lavant.hosts` each second and at every change of phase, on a thread of its own.
///
/// A heartbeat that cannot be written is lost: the next one says the same. Not part of any transaction. Since there is
/// one each second, they are also what tells the log that the broker is away.
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final HostLaunch host;
    private final HostStatus status;
    private final AvroWire wire;
    private final Contact contact;
    private final KafkaProducer<String, byte[]> producer;
    private final LinkedBlockingQueue<HostPhase> changes = new LinkedBlockingQueue<>();
    private final Thread writer;

    /// Starts in phase STARTING.
    public Heartbeats(HostLaunch host, HostStatus status, AvroWire wire, Properties client) {
        this.host = host;
        this.status = status;
        this.wire = wire;
        this.contact = new Contact(host.bootstrapServers());
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.writer = Thread.ofVirtual().name("heartbeats").start(this::run);
    }

    /// The host is in another phase from now on; written at once.
    public void enter(HostPhase phase) {
        changes.add(phase);
    }

    private void run() {
        HostPhase phase = HostPhase.STARTING;
        try {
            while (phase != HostPhase.STOPPED) {
                write(phase);
                HostPhase next = changes.poll(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                phase = next == null ? phase : next;
            }
            send(null);
        } catch (InterruptedException _) {
            LOG.atDebug().log("heartbeats end");
        }
    }

    private void write(HostPhase phase) {
        try {
            send(wire.encode(Topics.HOSTS, heartbeat(phase)));
        } catch (KafkaException unwritten) {
            LOG.atWarn().addKeyValue("host", host.hostId()).setCause(unwritten).log("heartbeat not written");
        }
    }

    private void send(byte @Nullable [] value) {
        var _ = producer.send(
                new ProducerRecord<>(Topics.HOSTS, host.hostId(), value),
                (_, error) -> contact.heard(error, System.nanoTime()));
    }

    private HostHeartbeat heartbeat(HostPhase phase) {
        FunctionDeployment function = host.deployment();
        HostStatus.Phases phases = status.phases();
        return HostHeartbeat.newBuilder()
                .setHostId(host.hostId())
                .setFunction(function.getName())
                .setRevision(function.getRevision())
                .setSlot(host.slot())
                .setPid(ProcessHandle.current().pid())
                .setPhase(phase)
                .setAt(Instant.now())
                .setJvmStartedAt(status.jvmStartedAt())
                .setMainMillis(phases.main())
                .setContextMillis(phases.context())
                .setJoinedMillis(phases.joined())
                .setFirstRecordMillis(phases.firstRecord())
                .setFirstCommitMillis(phases.firstCommit())
                .setPartitions(status.partitions())
                .setInFlight(status.inFlight())
                .setCompleted(status.completed())
                .setFailedAttempts(status.failedAttempts())
                .setBusyNanos(status.busyNanos())
                .build();
    }

    /// Removes the host from `lavant.hosts`.
    @Override
    public void close() {
        enter(HostPhase.STOPPED);
        try {
            writer.join(CLOSE_TIMEOUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_TIMEOUT);
    }
}
