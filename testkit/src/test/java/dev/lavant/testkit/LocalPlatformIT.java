package dev.lavant.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.Statement;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalPlatformIT {
    private static LocalPlatform platform;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void an_avro_record_reads_back_through_broker_and_registry() {
        platform.createTopic("statements", 1);
        Statement written = statement();

        platform.produce(new ProducerRecord<>("statements", platform.wire().encode("statements", written)));
        byte[] read = platform.readCommitted("statements", 1, Duration.ofSeconds(20))
                .getFirst()
                .value();

        assertThat(platform.connection().wire().decode(read, Statement.class)).isEqualTo(written);
        assertThat(platform.connection().wire().decodeGeneric(read).get("currency"))
                .isEqualTo("USD");
    }

    @Test
    void bytes_that_are_not_framed_are_unreadable() {
        byte[] json = "{\"not\":\"avro\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> platform.wire().decodeGeneric(json))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("not in the Confluent wire format: 14 bytes, the first is 123 and not 0");
    }

    @Test
    void an_unknown_schema_is_unreadable() {
        assertThatThrownBy(() -> platform.wire().decodeGeneric(new byte[] {0, 0, 0, 99, 99, 1}))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageStartingWith("schema id 25443 is not in the registry at http://localhost:");
    }

    @Test
    void an_incompatible_schema_is_refused() {
        platform.wire().encode("orders", order("total", "1.00"));

        assertThatThrownBy(() -> platform.wire().encode("orders", order("sum", "1.00")))
                .isInstanceOfSatisfying(
                        RegistryRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(409))
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    private static GenericRecord order(String field, String value) {
        Schema schema =
                SchemaBuilder.record("Order").fields().requiredString(field).endRecord();
        var record = new GenericData.Record(schema);
        record.put(field, value);
        return record;
    }

    private static Statement statement() {
        return Statement.newBuilder()
                .setTenant("default")
                .setFunction("thumbnail")
                .setHourStart(Instant.parse("2026-11-23T23:00:00Z"))
                .setEvents(6)
                .setBillableEvents(6)
                .setSucceeded(5)
                .setDeadLettered(1)
                .setAttempts(8)
                .setDurationNanos(1)
                .setCpuNanos(2)
                .setShareNanos(3)
                .setMibMicros(4)
                .setCpuMicros(5)
                .setBytesIn(6)
                .setBytesOut(7)
                .setMeterRule("share-ceil-1us")
                .setPriceBook("test")
                .setCurrency("USD")
                .setCostNanos(8)
                .build();
    }
}
