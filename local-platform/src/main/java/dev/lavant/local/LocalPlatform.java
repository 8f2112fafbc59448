package dev.lavant.local;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.registry.RegistryServer;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A real Kafka broker and schema registry in this JVM, in a temporary folder, on free ports.
///
/// Starting one takes about three seconds the first time, less after that. Not for two threads at once.
public final class LocalPlatform implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path folder;
    private EmbeddedBroker broker;
    private RegistryServer registry;
    private final Connection connection;
    private final AvroWire wire;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    private LocalPlatform(Path folder, EmbeddedBroker broker, RegistryServer registry) {
        this.folder = folder;
        this.broker = broker;
        this.registry = registry;
        this.connection = Connection.to(broker.bootstrapServers(), registry.url());
        this.wire = connection.wire();
        this.admin = Admin.create(connection.properties());
        this.producer =
                new KafkaProducer<>(connection.properties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Starts both and returns when they serve.
    public static LocalPlatform start() {
        try {
            Path folder = Files.createTempDirectory("lavant-test");
            var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
            return new LocalPlatform(folder, broker, RegistryServer.start(0, broker.bootstrapServers()));
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    /// Where they are.
    public Connection connection() {
        return connection;
    }

    /// Stops the broker, as a machine that goes down in good order does.
    public void stopBroker() {
        broker.close();
    }

    /// Starts the broker again after [#stopBroker], on its port and with its data.
    public void startBroker() {
        String address = connection.bootstrapServers();
        broker = EmbeddedBroker.start(
                folder.resolve("kafka"), Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }

    /// Stops the schema registry.
    public void stopRegistry() {
        registry.close();
    }

    /// Starts the schema registry again after [#stopRegistry], on its port.
    public void startRegistry() {
        registry = RegistryServer.start(connection.schemaRegistry().getPort(), connection.bootstrapServers());
    }

    /// A codec on the registry.
    public AvroWire wire() {
        return wire;
    }

    /// An admin client of the broker.
    public Admin admin() {
        return admin;
    }

    /// A folder that goes with the platform.
    public Path folder() {
        return folder;
    }

    /// Makes a topic with the broker's settings.
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /// Makes a topic.
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        var topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        await(admin.createTopics(List.of(topic)).all());
    }

    /// Writes records and returns when all are acknowledged.
    public void produce(List<ProducerRecord<byte[], byte[]>> records) {
        var sent = records.stream().map(producer::send).toList();
        sent.forEach(LocalPlatform::await);
    }

    /// Writes one record and returns when it is acknowledged.
    public void produce(ProducerRecord<byte[], byte[]> record) {
        produce(List.of(record));
    }

    /// Reads a topic's committed records from its beginning, until there are enough or the time is over.
    ///
    /// @param count how many to wait for; more may come
    public List<ConsumerRecord<byte[], byte[]>> readCommitted(String topic, int count, Duration atMost) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var settings = connection.properties();
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long until = System.nanoTime() + atMost.toNanos();
            while (found.size() < count && System.nanoTime() < until) {
                consumer.poll(POLL).forEach(found::add);
            }
        }
        return found;
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        registry.close();
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException leftOver) {
            throw new UncheckedIOException(leftOver);
        }
    }
}
