package dev.lavant.host;

import dev.lavant.host.receive.EventReader;
import dev.lavant.host.receive.ShareReader;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// A feed whose Kafka client is there already: making it takes a while, and need not wait for the engine.
sealed interface FeedOpener {
    /// The feed; it closes the client.
    Feed open(EngineParts parts, Feed.Owner owner);

    /// Closes the client of a feed that was not opened.
    void close();

    /// Of a consumer group that it joins once it is opened.
    record OfPartitions(Consumer<byte[], byte[]> consumer, EventReader.Subscription subscription)
            implements FeedOpener {
        @Override
        public Feed open(EngineParts parts, Feed.Owner owner) {
            return new PartitionFeed(parts, owner, ownership -> new EventReader(consumer, subscription, ownership));
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /// Of a consumer group that it is in already.
    record OfMember(EventReader reader) implements FeedOpener {
        @Override
        public Feed open(EngineParts parts, Feed.Owner owner) {
            return new PartitionFeed(parts, owner, ownership -> {
                reader.handTo(ownership);
                return reader;
            });
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    /// Of a share group.
    record OfShares(ShareReader reader, Map<TopicPartition, Long> starts) implements FeedOpener {
        @Override
        public Feed open(EngineParts parts, Feed.Owner owner) {
            return new ShareFeed(parts, owner, starts, reader);
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
