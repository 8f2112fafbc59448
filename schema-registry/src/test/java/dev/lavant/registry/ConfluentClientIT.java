package dev.lavant.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Confluent's own Java client, as it is inside Flink's Avro format, at our registry.
class ConfluentClientIT {
    private static final String ORDER = "{\"type\":\"record\",\"name\":\"Order\",\"doc\":\"A purchase – größer.\","
            + "\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";
    private static final String WITH_NOTE = ORDER.replace(
            "\"type\":\"long\"}]", "\"type\":\"long\"},{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}]");
    private static final String WITH_TOTAL =
            ORDER.replace("\"type\":\"long\"}]", "\"type\":\"long\"},{\"name\":\"total\",\"type\":\"int\"}]");

    @TempDir
    static Path data;

    private static EmbeddedBroker broker;
    private static RegistryServer server;

    private String subject;
    private CachedSchemaRegistryClient client;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(data, 0);
        server = RegistryServer.start(0, broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        server.close();
        broker.close();
    }

    @BeforeEach
    void connect(TestInfo test) {
        subject = test.getTestMethod().orElseThrow().getName();
        client = newClient();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
    }

    @Test
    void what_it_registers_another_client_finds() throws Exception {
        int id = client.register(subject, new AvroSchema(ORDER));

        try (var other = newClient()) {
            assertThat(other.getSchemaById(id).canonicalString()).isEqualTo(ORDER);
            assertThat(other.getSchemaBySubjectAndId(subject, id).canonicalString())
                    .isEqualTo(ORDER);
            assertThat(other.getId(subject, new AvroSchema(ORDER))).isEqualTo(id);
            assertThat(other.getVersion(subject, new AvroSchema(ORDER))).isEqualTo(1);
            assertThat(other.getLatestSchemaMetadata(subject).getSchema()).isEqualTo(ORDER);
            assertThat(other.getSchemaMetadata(subject, 1).getId()).isEqualTo(id);
            assertThat(other.getAllSubjectsById(id)).contains(subject);
            assertThat(other.getAllVersionsById(id)).contains(new SubjectVersion(subject, 1));
            assertThat(other.getAllSubjects()).contains(subject);
            assertThat(other.register(subject, new AvroSchema(ORDER))).isEqualTo(id);
        }
    }

    @Test
    void it_and_our_client_give_a_schema_the_same_id() throws Exception {
        int theirs = client.register(subject, new AvroSchema(ORDER));
        var ours = new SchemaRegistry(server.url());

        assertThat(ours.idOf(subject, new Schema.Parser().parse(ORDER))).isEqualTo(theirs);
        assertThat(ours.idOf(subject + "-2", new Schema.Parser().parse(ORDER))).isEqualTo(theirs);
        assertThat(ours.byId(theirs)).hasToString(ORDER);
    }

    @Test
    void a_schema_evolves_as_far_as_the_level_allows() throws Exception {
        client.register(subject, new AvroSchema(ORDER));

        assertThat(client.testCompatibility(subject, new AvroSchema(WITH_NOTE))).isTrue();
        assertThat(client.testCompatibilityVerbose(subject, new AvroSchema(WITH_TOTAL)))
                .isNotEmpty();
        refused(409, 409, () -> client.register(subject, new AvroSchema(WITH_TOTAL)));
        client.register(subject, new AvroSchema(WITH_NOTE));
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2);

        client.updateConfig(subject, new Config("NONE"));
        assertThat(client.getConfig(subject).getCompatibilityLevel()).isEqualTo("NONE");
        client.register(subject, new AvroSchema(WITH_TOTAL));
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2, 3);
    }

    @Test
    void it_understands_every_no() throws Exception {
        client.register(subject, new AvroSchema(ORDER));

        refused(404, 40403, () -> client.getSchemaById(424242));
        refused(404, 40401, () -> client.getLatestSchemaMetadata("none"));
        refused(404, 40401, () -> client.getId("none", new AvroSchema(ORDER)));
        refused(404, 40402, () -> client.getSchemaMetadata(subject, 9));
        refused(404, 40403, () -> client.getId(subject, new AvroSchema(WITH_NOTE)));
        refused(404, 40408, () -> client.getConfig(subject));
    }

    @Test
    void it_deletes_softly_and_for_good() throws Exception {
        client.register(subject, new AvroSchema(ORDER));
        client.register(subject, new AvroSchema(WITH_NOTE));

        assertThat(client.deleteSchemaVersion(subject, "1")).isEqualTo(1);
        assertThat(client.getAllVersions(subject)).containsExactly(2);
        assertThat(client.deleteSchemaVersion(subject, "1", true)).isEqualTo(1);
        assertThat(client.deleteSubject(subject)).containsExactly(2);
        assertThat(client.getAllSubjectsByPrefix(subject)).isEmpty();
        assertThat(client.getAllSubjects(true)).contains(subject);
        assertThat(client.deleteSubject(subject, true)).containsExactly(2);
        refused(404, 40401, () -> client.deleteSubject(subject));
    }

    @Test
    void it_imports_with_ids_and_makes_a_subject_read_only() throws Exception {
        assertThat(client.setMode("IMPORT", subject)).isEqualTo("IMPORT");
        assertThat(client.register(subject, new AvroSchema("\"bytes\""), 5, 815))
                .isEqualTo(815);
        assertThat(client.getSchemaMetadata(subject, 5).getId()).isEqualTo(815);

        client.setMode("READONLY", subject);
        assertThat(client.getMode(subject)).isEqualTo("READONLY");
        refused(422, 42205, () -> client.register(subject, new AvroSchema("\"string\"")));
        client.deleteMode(subject);
        refused(404, 40409, () -> client.getMode(subject));
        assertThat(client.getMode()).isEqualTo("READWRITE");
    }

    @Test
    void it_reads_lists_and_resets_levels() throws Exception {
        client.register(subject, new AvroSchema(ORDER));

        assertThat(client.getSchemas(subject, false, true)).hasSize(1);
        client.updateConfig(subject, new Config("FULL"));
        client.deleteConfig(subject);
        refused(404, 40408, () -> client.getConfig(subject));
    }

    private static void refused(int status, int code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RestClientException.class, refusal -> {
            assertThat(refusal.getStatus()).isEqualTo(status);
            assertThat(refusal.getErrorCode()).isEqualTo(code);
        });
    }

    private static CachedSchemaRegistryClient newClient() {
        return new CachedSchemaRegistryClient(server.url().toString(), 100, Map.of());
    }
}
