package dev.lavant.host.invoke;

import dev.lavant.host.meter.Source;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One event as it was read, for the handler.
///
/// @param topicId Kafka's id of its topic
public record Delivery(ConsumerRecord<byte[], byte[]> record, String topicId) {

    /// Where it stands.
    public Source source() {
        return new Source(record.topic(), topicId, record.partition(), record.offset());
    }
}
