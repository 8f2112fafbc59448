package dev.lavant.dev;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.registry.RegistryServer;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A broker and a registry for `lavant train` to rehearse the verbs on, with one function deployed that nobody
/// runs. A process of its own: prints the options that lead to it, and stops when its standard input ends.
final class TrainingGround {
    private static final String TOPIC = "trial";

    private TrainingGround() {}

    /// Runs until standard input ends.
    ///
    /// @param arguments the folder to work in
    public static void main(String... arguments) throws Exception {
        try (var broker = EmbeddedBroker.start(Path.of(arguments[0]).resolve("kafka"), 0);
                var registry = RegistryServer.start(0, broker.bootstrapServers());
                var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            deploy(Connection.to(broker.bootstrapServers(), registry.url()));
            out.println("--bootstrap-servers " + broker.bootstrapServers() + " --registry " + registry.url());
            long rest = System.in.transferTo(OutputStream.nullOutputStream());
            assert rest == 0;
        }
    }

    private static void deploy(Connection connection) throws Exception {
        var topics = Stream.of(TOPIC, Topics.FUNCTIONS, Topics.HOSTS, Topics.STATEMENTS, Topics.deadLetters(TOPIC))
                .map(name -> new NewTopic(name, 1, (short) 1))
                .toList();
        Map<String, Object> settings = Map.copyOf(connection.client());
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(topics).all().get();
            byte[] deployment = connection.wire().encode(Topics.FUNCTIONS, function());
            producer.send(new ProducerRecord<>(Topics.FUNCTIONS, TOPIC, deployment))
                    .get();
        }
    }

    /// One that nobody runs.
    static FunctionDeployment function() {
        return FunctionDeployment.newBuilder()
                .setName(TOPIC)
                .setRevision(1)
                .setSourceTopics(List.of(TOPIC))
                .setGroupId(Topics.group(TOPIC))
                .setHandlerClass(TOPIC)
                .setHandlerMethod(TOPIC)
                .setTimeoutMillis(1)
                .setMemoryMib(1)
                .setConcurrency(1)
                .setMaxAttempts(1)
                .setBackoffMillis(1)
                .setTargetLatencyMillis(1)
                .setMaxHosts(1)
                .setClasspath(List.of())
                .setDeployedAt(Instant.EPOCH)
                .build();
    }
}
