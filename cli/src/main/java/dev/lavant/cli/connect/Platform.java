package dev.lavant.cli.connect;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The platform as a person at a terminal uses it: clients that give up after four seconds, where Kafka's
/// own would try for a minute.
public final class Platform {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    private final Addresses addresses;

    private Platform(Addresses addresses) {
        this.addresses = addresses;
    }

    /// Makes sure that something listens at one of Kafka's addresses, so that a refused connection is told
    /// at once.
    ///
    /// @throws CommandFailed when nothing does
    public static Platform reach(Addresses addresses) {
        List<InetSocketAddress> brokers = resolve(addresses);
        if (brokers.stream().noneMatch(Platform::listens)) {
            throw new CommandFailed(
                    Exit.NOT_REACHABLE,
                    "Kafka at " + addresses.bootstrapServers() + " does not answer",
                    "Nothing listens there.",
                    addresses.cure("--bootstrap-servers HOST:PORT"));
        }
        return new Platform(addresses);
    }

    /// Where it is.
    public Addresses addresses() {
        return addresses;
    }

    /// For the wire format of this platform's registry.
    public Connection connection() {
        var client = new HashMap<>(addresses.client());
        client.put(BOOTSTRAP_SERVERS, addresses.bootstrapServers());
        return new Connection(client, addresses.registry());
    }

    /// A client for questions about topics and groups.
    public Admin admin() {
        return Admin.create(settings(Map.of()));
    }

    /// A client that reads without a group, committed records only.
    public KafkaConsumer<byte[], byte[]> consumer() {
        return TopicReader.consumer(settings(Map.of()));
    }

    /// A client that writes, each record acknowledged by all replicas.
    public KafkaProducer<byte[], byte[]> producer() {
        var settings = settings(Map.of("acks", "all", "max.block.ms", "4000", "delivery.timeout.ms", "4000"));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Waits for an answer of the admin client and throws what it threw.
    ///
    /// @throws CommandFailed with exit code 130 when interrupted
    public static <T> T answer(KafkaFuture<T> future) {
        return told(future::get);
    }

    /// What the admin client tells in more than one answer.
    @FunctionalInterface
    public interface Telling<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    /// As [#answer].
    public static <T> T told(Telling<T> telling) {
        try {
            return telling.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Kafka did not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.INTERRUPTED, "interrupted", "The process was told to stop.", "Type it again.")
                    .causedBy(interrupted);
        }
    }

    private static List<InetSocketAddress> resolve(Addresses addresses) {
        return Arrays.stream(addresses.bootstrapServers().split(",", -1))
                .map(String::strip)
                .map(Platform::address)
                .toList();
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return new InetSocketAddress(text.substring(0, Math.max(0, colon)), port);
        } catch (IllegalArgumentException notAnAddress) {
            throw new CommandFailed(
                            Exit.USAGE,
                            "'" + text + "' is not an address of Kafka",
                            "It must be HOST:PORT, or several of them with commas between.",
                            "For example:  --bootstrap-servers localhost:9092")
                    .causedBy(notAnAddress);
        }
    }

    /// True when something accepts connections there within two seconds.
    public static boolean listens(InetSocketAddress broker) {
        try (var socket = new Socket()) {
            socket.connect(broker, (int) CONNECT_WITHIN.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Map<String, Object> settings(Map<String, String> more) {
        var settings = new HashMap<String, Object>(connection().impatient().client());
        settings.putAll(more);
        return settings;
    }
}
