package dev.lavant.dev.send;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What an event says of itself beside its data.
///
/// @param subject what it is about; also its key
/// @param contentType of its data
public record Attributes(String type, String source, String subject, String contentType) {

    /// The event as one CloudEvent in Kafka's binary mode, with an id of its own.
    public ProducerRecord<String, byte[]> of(String topic, byte[] data, Instant now) {
        var record = new ProducerRecord<>(topic, subject, data);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_source", source);
        header(record, "ce_type", type);
        header(record, "ce_subject", subject);
        header(record, "ce_time", now.toString());
        header(record, "content-type", contentType);
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
