package dev.lavant.cli.connect;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Writes to one of the platform's compacted topics, and returns when that is acknowledged.
public record ControlWriter(Platform platform, String topic) {

    /// Sets what a key stands for.
    public void put(String key, SpecificRecord value) {
        write(key, platform.connection().wire().encode(topic, value));
    }

    /// Removes a key.
    public void remove(String key) {
        write(key, null);
    }

    private void write(String key, byte @Nullable [] value) {
        try (var producer = platform.producer()) {
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
