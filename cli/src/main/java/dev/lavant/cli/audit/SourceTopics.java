package dev.lavant.cli.audit;

import static java.util.stream.Collectors.toMap;

import dev.lavant.billing.rate.OffsetIntervals;
import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.control.TopicReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The events of topics, as offsets.
///
/// @param ids Kafka's id of each topic that is there, in base64
/// @param thinned topics whose records may have been compacted away
/// @param present offsets of committed records
record SourceTopics(
        Map<String, String> ids,
        Set<String> thinned,
        Map<TopicPartition, TopicReader.Span> spans,
        Map<TopicPartition, OffsetIntervals> present) {

    /// Reads them to their end. Topics that are not there are left out.
    static SourceTopics read(Platform platform, Collection<String> topics) {
        try (var admin = platform.admin();
                var reader = new TopicReader(platform.consumer())) {
            Map<String, String> ids = ids(admin, topics);
            List<TopicPartition> partitions = ids.keySet().stream()
                    .flatMap(topic -> reader.partitions(topic).stream())
                    .toList();
            var present = new HashMap<TopicPartition, OffsetIntervals>();
            partitions.forEach(partition -> present.put(partition, new OffsetIntervals()));
            reader.readAll(ids.keySet(), record -> {
                boolean fresh = present.computeIfAbsent(
                                new TopicPartition(record.topic(), record.partition()), _ -> new OffsetIntervals())
                        .add(record.offset());
                assert fresh;
            });
            return new SourceTopics(ids, thinned(admin, ids.keySet()), reader.spans(partitions), present);
        }
    }

    /// The id of a topic; empty when it is not there.
    Optional<String> id(String topic) {
        return Optional.ofNullable(ids.get(topic));
    }

    private static Map<String, String> ids(Admin admin, Collection<String> topics) {
        var ids = new HashMap<String, String>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, answer) -> {
            try {
                TopicDescription description = Platform.answer(answer);
                ids.put(topic, description.topicId().toString());
            } catch (UnknownTopicOrPartitionException _) {
                ids.remove(topic);
            }
        });
        return ids;
    }

    private static Set<String> thinned(Admin admin, Collection<String> topics) {
        var asked =
                topics.stream().collect(toMap(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic), t -> t));
        return Set.copyOf(Platform.answer(admin.describeConfigs(asked.keySet()).all()).entrySet().stream()
                .filter(topic -> topic.getValue()
                        .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                        .value()
                        .contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .map(topic -> topic.getKey().name())
                .toList());
    }
}
