package dev.lavant.schemas.control;

import dev.lavant.schemas.wire.Connection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes to one of the platform's compacted topics, and returns when that is acknowledged; gives up after seconds.
public record ControlWriter(Connection connection, String topic) {
    private static final int PATIENCE_MILLIS = 4_000;

    /// Sets what a key stands for.
    public void put(String key, SpecificRecord value) {
        write(key, connection.wire().encode(topic, value));
    }

    /// Removes a key.
    public void remove(String key) {
        write(key, null);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var settings = connection.impatient().properties();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void write(String key, byte @Nullable [] value) {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException(topic + " was not written: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing", interrupted);
        }
    }
}
