package dev.lavant.registry;

import static dev.lavant.registry.Rest.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.registry.Rest.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the registry keeps in `_schemas`, and what becomes of it.
class RegistryJournalIT {
    private static final String ORDERS = "/subjects/orders-value/versions";
    private static final String PAYMENTS = "/subjects/payments-value/versions";

    @TempDir
    Path data;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(data, 0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void a_new_server_on_the_same_cluster_has_the_same_ids_versions_and_levels() {
        try (var server = open()) {
            var rest = new Rest(server.url());
            rest.put("/config", "{\"compatibility\":\"FORWARD\"}");
            rest.put("/config/orders-value", "{\"compatibility\":\"NONE\"}");
            rest.post(ORDERS, schema("\"string\""));
            rest.post(ORDERS, schema("\"int\""));
        }
        try (var server = open()) {
            var rest = new Rest(server.url());

            assertThat(rest.post(ORDERS, schema("\"int\""))).isEqualTo(id(2));
            assertThat(rest.post(PAYMENTS, schema("\"string\""))).isEqualTo(id(1));
            assertThat(rest.post(PAYMENTS, schema("\"long\"")).status()).isEqualTo(409);
            assertThat(rest.post(ORDERS, schema("\"long\""))).isEqualTo(id(3));
            assertThat(rest.get(ORDERS)).isEqualTo(new Answer(200, "[1,2,3]"));
            assertThat(rest.get("/config").body()).isEqualTo("{\"compatibilityLevel\":\"FORWARD\"}");
        }
    }

    @Test
    void its_topic_is_one_that_a_confluent_registry_would_take_over() throws Exception {
        try (var server = open()) {
            var rest = new Rest(server.url());
            rest.post(ORDERS, schema("\"string\""));
            rest.put("/config", "{\"compatibility\":\"FULL\"}");
        }

        assertThat(records())
                .containsExactly(
                        "{\"keytype\":\"NOOP\",\"magic\":0} = null",
                        "{\"keytype\":\"SCHEMA\",\"subject\":\"orders-value\",\"version\":1,\"magic\":1}"
                                + " = {\"subject\":\"orders-value\",\"version\":1,\"id\":1,\"schema\":\"\\\"string\\\"\","
                                + "\"deleted\":false}",
                        "{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}"
                                + " = {\"compatibilityLevel\":\"FULL\"}");
        assertThat(cleanupPolicy()).isEqualTo("compact");
    }

    @Test
    void it_goes_on_from_what_a_confluent_registry_left() {
        open().close();
        write(
                "{\"keytype\":\"SCHEMA\",\"subject\":\"orders-value\",\"version\":3,\"magic\":1}",
                "{\"subject\":\"orders-value\",\"version\":3,\"id\":100041,\"schemaType\":\"AVRO\","
                        + "\"schema\":\"\\\"string\\\"\",\"deleted\":false}");

        try (var server = open()) {
            var rest = new Rest(server.url());

            assertThat(rest.post(ORDERS, schema("\"string\""))).isEqualTo(id(100041));
            assertThat(rest.post(ORDERS, schema("\"bytes\""))).isEqualTo(id(100042));
            assertThat(rest.get(ORDERS)).isEqualTo(new Answer(200, "[3,4]"));
        }
    }

    @Test
    void it_does_not_start_over_schemas_that_it_cannot_keep() {
        open().close();
        write(
                "{\"keytype\":\"SCHEMA\",\"subject\":\"orders-value\",\"version\":1,\"magic\":1}",
                "{\"subject\":\"orders-value\",\"version\":1,\"id\":1,\"schemaType\":\"PROTOBUF\","
                        + "\"schema\":\"message A {}\",\"deleted\":false}");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("record 1 of _schemas, {")
                .hasMessageContaining("its type is PROTOBUF");
    }

    @Test
    void without_kafka_it_answers_what_it_knows_and_takes_nothing_new() {
        int port = Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
        try (var server = open()) {
            var rest = new Rest(server.url());
            rest.post(ORDERS, schema("\"string\""));

            broker.close();

            Answer refused = rest.post(PAYMENTS, schema("\"int\""));
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.body()).startsWith("{\"error_code\":50001,");
            assertThat(rest.get("/schemas/ids/1").status()).isEqualTo(200);
            assertThat(rest.post(ORDERS, schema("\"string\""))).isEqualTo(id(1));

            broker = EmbeddedBroker.start(data, port);

            assertThat(rest.post(PAYMENTS, schema("\"long\""))).isEqualTo(id(2));
            assertThat(rest.post(ORDERS, schema("\"long\"")).status()).isEqualTo(409);
        }
    }

    private RegistryServer open() {
        return RegistryServer.start(0, broker.bootstrapServers());
    }

    private static Answer id(int id) {
        return new Answer(200, "{\"id\":" + id + "}");
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private void write(String key, String value) {
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("_schemas", key, value));
        }
    }

    private List<String> records() {
        var partition = List.of(new TopicPartition("_schemas", 0));
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            long end = consumer.endOffsets(partition).get(partition.getFirst());
            while (consumer.position(partition.getFirst()) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> found.add(record.key() + " = " + record.value()));
            }
        }
        return found;
    }

    private String cleanupPolicy() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "_schemas");
        try (var admin = Admin.create(client())) {
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get("cleanup.policy")
                    .value();
        }
    }
}
