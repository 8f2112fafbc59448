package dev.lavant.router.deliver;

import dev.lavant.router.route.Routes.Partition;
import dev.lavant.schemas.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits where the router begins in partitions that it has never read, while it is not reading.
///
/// It is a shortcut: where it cannot be committed, because another router is in the group, that one or this begins at
/// the oldest event, and the rules pass over what is before each function's start.
public final class Beginnings {
    private static final Logger LOG = LoggerFactory.getLogger(Beginnings.class);

    private Beginnings() {}

    /// Commits these offsets for partitions in which the router's group has none.
    ///
    /// @param client Kafka client settings
    public static void commit(Properties client, Map<Partition, Long> starts) {
        var missing = new HashMap<TopicPartition, OffsetAndMetadata>();
        starts.forEach((partition, offset) ->
                missing.put(new TopicPartition(partition.topic(), partition.number()), new OffsetAndMetadata(offset)));
        try (var admin = Admin.create(client)) {
            admin.listConsumerGroupOffsets(Topics.ROUTER_GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            missing.remove(partition);
                        }
                    });
            if (!missing.isEmpty()) {
                admin.alterConsumerGroupOffsets(Topics.ROUTER_GROUP, missing)
                        .all()
                        .get();
            }
        } catch (ExecutionException refused) {
            LOG.atInfo()
                    .addKeyValue("partitions", missing.keySet())
                    .addKeyValue("error", String.valueOf(refused.getCause()))
                    .log("start offsets not committed, new partitions are read from their oldest event");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while committing start offsets", interrupted);
        }
    }
}
