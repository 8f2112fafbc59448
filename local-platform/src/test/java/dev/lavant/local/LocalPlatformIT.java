package dev.lavant.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
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
    void what_a_transaction_took_back_is_not_read() {
        platform.createTopic("outcomes", 1);
        var settings = platform.connection().properties();
        settings.put("transactional.id", "outcomes");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("outcomes", "taken back"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("outcomes", "kept"));
            producer.commitTransaction();
        }

        assertThat(platform.readCommitted("outcomes", 1, Duration.ofSeconds(20)))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("kept");
    }

    @Test
    void waiting_for_records_that_do_not_come_ends() {
        platform.createTopic("quiet", 1);

        assertThat(platform.readCommitted("quiet", 1, Duration.ofMillis(200))).isEmpty();
    }

    @Test
    void its_folder_goes_with_it() {
        var other = LocalPlatform.start();
        assertThat(other.folder()).isNotEmptyDirectory();

        other.close();

        assertThat(other.folder()).doesNotExist();
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
