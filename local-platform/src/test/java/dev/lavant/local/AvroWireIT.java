package dev.lavant.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.registry.RegistryServer;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.SchemaRegistry;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The Confluent wire format against Lavant's registry.
class AvroWireIT {
    private static final int HEADER_BYTES = 5;

    @TempDir
    static Path data;

    private static EmbeddedBroker broker;
    private static RegistryServer registry;

    private String topic;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(data, 0);
        registry = RegistryServer.start(0, broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void a_record_is_a_zero_byte_the_schemas_id_and_avro() {
        byte[] bytes = wire().encode(topic, order("total", "1.00"));

        int id = new SchemaRegistry(registry.url()).idOf(topic + "-value", orderSchema("total"));
        assertThat(bytes)
                .isEqualTo(ByteBuffer.allocate(10)
                        .put((byte) 0)
                        .putInt(id)
                        .put(new byte[] {8, '1', '.', '0', '0'})
                        .array());
    }

    @Test
    void what_one_writes_another_reads() {
        byte[] bytes = wire().encode(topic, deployment());

        assertThat(wire().decode(bytes, FunctionDeployment.class)).isEqualTo(deployment());
        GenericRecord generic = wire().decodeGeneric(bytes);
        assertThat(generic.get("name")).hasToString("thumbnail");
        assertThat(wire().decodeGeneric(wire().encode(topic, generic))).isEqualTo(generic);
    }

    @Test
    void a_reader_has_defaults_for_what_an_older_writer_did_not_know() {
        Schema known = FunctionDeployment.getClassSchema();
        var fields = known.getFields().stream()
                .filter(field -> !List.of("tenant", "filter", "outputTopic").contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        Schema older = Schema.createRecord(known.getName(), null, known.getNamespace(), false, fields);
        GenericRecord newer = wire().decodeGeneric(wire().encode(topic, deployment()));
        var written = new GenericData.Record(older);
        fields.forEach(field -> written.put(field.name(), newer.get(field.name())));

        FunctionDeployment read = wire().decode(wire().encode(topic + "-older", written), FunctionDeployment.class);

        assertThat(read.getTenant()).isEqualTo("default");
        assertThat(read.getFilter()).isNull();
        assertThat(read.getClasspath()).isEqualTo(deployment().getClasspath());
    }

    @Test
    void a_tombstone_stays_one() {
        assertThat(wire().<FunctionDeployment>serializer().serialize(topic, null))
                .isNull();
        assertThat(wire().deserializer(FunctionDeployment.class).deserialize(topic, null))
                .isNull();
    }

    @Test
    void a_schema_that_breaks_the_topics_readers_is_refused() {
        wire().encode(topic, order("total", "1.00"));

        assertThatThrownBy(() -> wire().encode(topic, order("sum", "1.00")))
                .isInstanceOfSatisfying(
                        RegistryRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(409))
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0: sum");
    }

    @Test
    void bytes_that_are_not_framed_are_unreadable() {
        unreadable(new byte[0], "not in the Confluent wire format: 0 bytes");
        unreadable(
                "{\"not\":\"avro\"}".getBytes(StandardCharsets.UTF_8),
                "not in the Confluent wire format: 14 bytes, the first is 123 and not 0");
        unreadable(new byte[] {0, 0, 0, 1}, "not in the Confluent wire format: 4 bytes");
    }

    @Test
    void an_unknown_schema_is_unreadable() {
        unreadable(new byte[] {0, 0, 0, 99, 99, 1}, "schema id 25443 is not in the registry at " + registry.url());
        unreadable(new byte[] {0, -1, -1, -1, -1, 1}, "schema id -1 is not in the registry at " + registry.url());
    }

    @Test
    void a_record_cut_short_anywhere_or_with_bytes_too_many_is_unreadable() {
        byte[] whole = wire().encode(topic, deployment());
        var wire = wire();

        for (int length = HEADER_BYTES; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> wire.decode(cut, FunctionDeployment.class)).isInstanceOf(UnreadableRecord.class);
        }
        assertThatThrownBy(() -> wire.decode(Arrays.copyOf(whole, whole.length + 1), FunctionDeployment.class))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("bytes are left over after an Avro dev.lavant.schemas.FunctionDeployment");
    }

    /// A host that meets damaged bytes must put them aside, whatever they are: nothing else may be thrown.
    @Test
    void damaged_bytes_are_read_or_unreadable_and_never_anything_else() {
        byte[] whole = wire().encode(topic, deployment());
        var random = new Random(20261123);
        var wire = wire();

        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = whole.clone();
            for (int times = 1 + random.nextInt(8); times > 0; times--) {
                damaged[HEADER_BYTES + random.nextInt(whole.length - HEADER_BYTES)] = (byte) random.nextInt();
            }
            readOrUnreadable(wire, damaged);
        }
    }

    @Test
    void many_threads_may_share_one() throws Exception {
        var wire = wire();
        byte[] bytes = wire.encode(topic, deployment());
        var reader = wire();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<FunctionDeployment>> answers = IntStream.range(0, 2_000)
                    .mapToObj(_ -> threads.submit(() -> reader.decode(
                            reader.encode(topic, reader.decode(bytes, FunctionDeployment.class)),
                            FunctionDeployment.class)))
                    .toList();
            for (Future<FunctionDeployment> answer : answers) {
                assertThat(answer.get()).isEqualTo(deployment());
            }
        }
    }

    @Test
    void without_a_registry_only_what_was_met_before_is_read_and_written() {
        var other = RegistryServer.start(0, broker.bootstrapServers());
        var wire = new AvroWire(new SchemaRegistry(other.url()));
        byte[] known = wire.encode(topic, deployment());
        byte[] unknown = wire().encode(topic + "-orders", order("total", "1.00"));
        URI nobody = other.url();
        other.close();

        assertThat(wire.decode(known, FunctionDeployment.class)).isEqualTo(deployment());
        assertThat(wire.encode(topic, deployment())).isEqualTo(known);
        assertThatThrownBy(() -> wire.decodeGeneric(unknown))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessage("schema registry at " + nobody + " is not reachable");
        assertThatThrownBy(() -> wire.encode(topic + "-new", deployment())).isInstanceOf(RegistryUnavailable.class);
    }

    /// With caches of its own, as another process has them.
    private static AvroWire wire() {
        return new AvroWire(new SchemaRegistry(registry.url()));
    }

    private static void unreadable(byte[] bytes, String why) {
        assertThatThrownBy(() -> wire().decodeGeneric(bytes))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage(why);
    }

    private static Optional<FunctionDeployment> readOrUnreadable(AvroWire wire, byte[] bytes) {
        try {
            return Optional.of(wire.decode(bytes, FunctionDeployment.class));
        } catch (UnreadableRecord _) {
            return Optional.empty();
        }
    }

    private static Schema orderSchema(String field) {
        return SchemaBuilder.record("Order").fields().requiredString(field).endRecord();
    }

    private static GenericRecord order(String field, String value) {
        var record = new GenericData.Record(orderSchema(field));
        record.put(field, value);
        return record;
    }

    private static FunctionDeployment deployment() {
        return FunctionDeployment.newBuilder()
                .setName("thumbnail")
                .setRevision(2)
                .setTenant("acme")
                .setSourceTopics(List.of("uploads", "imports"))
                .setFilter("type = 'photo.größer'")
                .setOutputTopics(List.of("thumbnails"))
                .setGroupId("lavant.thumbnail")
                .setHandlerClass("shop.Thumbnails")
                .setHandlerMethod("thumbnail")
                .setTimeoutMillis(30_000)
                .setMemoryMib(512)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(200)
                .setTargetLatencyMillis(2_000)
                .setMaxHosts(8)
                .setClasspath(List.of("/functions/photo-shop.jar"))
                .setDeployedAt(Instant.parse("2026-11-23T23:00:00Z"))
                .build();
    }
}
