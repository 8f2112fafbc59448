package dev.lavant.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A real Kafka broker and its KRaft controller in this JVM, listening on the loopback address only.
///
/// Its data folder is formatted on first use and kept: a broker started later on the same folder has the same
/// topics, records and cluster id. One broker means replication factor 1: good for development and tests, not
/// for data that must survive a disk.
public final class EmbeddedBroker implements AutoCloseable {
    private static final String NODE_ID = "1";
    private static final String META = "meta.properties";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// Starts a broker and returns when it serves clients (about two seconds in a new JVM).
    ///
    /// @param data folder for everything the broker keeps; made when it is not there
    /// @param port to listen on; 0 picks a free one
    /// @throws BrokerFailed when the port is taken or the folder is damaged or in use, naming which
    public static EmbeddedBroker start(Path data, int port) {
        return start(data, port, Optional.empty());
    }

    /// Starts one that lets nobody in but whom it knows.
    ///
    /// @throws BrokerFailed as the other
    public static EmbeddedBroker startSecured(Path data, BrokerSecurity security) {
        return start(data, 0, Optional.of(security));
    }

    private static EmbeddedBroker start(Path data, int port, Optional<BrokerSecurity> security) {
        int listenOn = port == 0 ? FreePort.pick() : port;
        requireFree(listenOn);
        int controllerPort = FreePort.pick();
        var settings = settings(data, listenOn, controllerPort);
        security.ifPresent(how -> settings.putAll(how.settings(listenOn, controllerPort)));
        boolean crashed = CrashedBroker.in(data);
        try {
            format(data, settings, security);
            if (crashed) {
                CrashedBroker.fence(settings, controllerPort);
            }
            var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, listenOn);
        } catch (Exception failed) {
            throw new BrokerFailed(
                    "the Kafka data in " + data + " cannot be used: " + rootCause(failed)
                            + ". Another process may be using it; if it is damaged, start again with --reset to wipe it.",
                    failed);
        }
    }

    /// For clients' `bootstrap.servers`.
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path data, Map<String, String> settings, Optional<BrokerSecurity> security)
            throws Exception {
        if (Files.exists(data.resolve(META))) {
            return;
        }
        Files.createDirectories(data);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(Integer.parseInt(NODE_ID))
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(settings.get("controller.listener.names"))
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setScramArguments(security.map(BrokerSecurity::firstUser).orElse(List.of()))
                .run();
    }

    private static Map<String, String> settings(Path data, int port, int controllerPort) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE_ID);
        settings.put("log.dirs", data.toString());
        settings.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
        settings.putAll(oneBroker());
        settings.putAll(quickGroups());
        settings.putAll(quickShareGroups());
        return settings;
    }

    private static Map<String, String> oneBroker() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "4",
                "auto.create.topics.enable", "false",
                "log.cleaner.dedupe.buffer.size", "4194304");
    }

    /// A host that joins or leaves is noticed within a second, not within five.
    private static Map<String, String> quickGroups() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.consumer.min.heartbeat.interval.ms", "500",
                "group.consumer.heartbeat.interval.ms", "500",
                "group.consumer.min.session.timeout.ms", "3000",
                "group.consumer.session.timeout.ms", "6000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                // the first record of a transaction waits this long while the markers of the one before are written
                "add.partitions.to.txn.retry.backoff.ms", "1");
    }

    /// The same for hosts of functions without an order; what is left of a time-out and a limit is up to each group.
    private static Map<String, String> quickShareGroups() {
        return Map.of(
                "group.share.min.heartbeat.interval.ms", "500",
                "group.share.heartbeat.interval.ms", "500",
                "group.share.min.session.timeout.ms", "3000",
                "group.share.session.timeout.ms", "6000",
                "group.share.min.record.lock.duration.ms", "1000",
                "group.share.assignment.interval.ms", "0",
                "group.share.max.size", "1000");
    }

    private static void requireFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("localhost", port));
        } catch (IOException taken) {
            throw new BrokerFailed(
                    "port " + port + " is in use: stop what listens there, or choose another one with --kafka-port",
                    taken);
        }
    }

    private static String rootCause(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
