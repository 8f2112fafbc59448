package dev.lavant.host;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A consumer of which the group knows nothing any more once it asks for what is committed. A real one is answered so
/// when its process stood still between a rebalance and that question.
final class ExpelledConsumer extends KafkaConsumer<byte[], byte[]> {

    ExpelledConsumer(Properties settings) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        throw new UnknownMemberIdException("The coordinator is not aware of this member.");
    }
}
