package dev.lavant.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    Path data;

    @Test
    void keeps_its_records_between_runs() throws Exception {
        try (var broker = EmbeddedBroker.start(data, 0)) {
            write(broker.bootstrapServers());
        }
        try (var broker = EmbeddedBroker.start(data, 0)) {
            assertThat(read(broker.bootstrapServers())).containsExactly("kept");
        }
    }

    @Test
    void a_port_in_use_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(data, taken.getLocalPort()))
                    .isInstanceOf(BrokerFailed.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " is in use: stop what listens there, or choose another one with --kafka-port");
        }
    }

    @Test
    void a_damaged_data_folder_is_named() throws Exception {
        Files.writeString(data.resolve("meta.properties"), "version=9\nnonsense");

        assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
                .isInstanceOf(BrokerFailed.class)
                .hasMessageStartingWith("the Kafka data in " + data + " cannot be used: ")
                .hasMessageEndingWith("start again with --reset to wipe it.");
    }

    private static void write(String bootstrap) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "enable.idempotence", "true");
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>("notes", "kept")).get();
        }
    }

    private static List<String> read(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("notes", 0)));
            var records = consumer.poll(Duration.ofSeconds(20)).records("notes");
            return StreamSupport.stream(records.spliterator(), false)
                    .map(record -> record.value())
                    .toList();
        }
    }
}
