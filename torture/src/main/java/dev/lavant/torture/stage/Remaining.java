package dev.lavant.torture.stage;

import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.ShareProgress;
import dev.lavant.schemas.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// What is not done yet: events before which the group stands, and transactions that hide records from readers.
public final class Remaining implements AutoCloseable {
    private final Admin admin;
    private final FunctionDeployment function;
    private final Map<TopicPartition, Long> furthest = new HashMap<>();

    public Remaining(Properties client, FunctionDeployment function) {
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        this.admin = Admin.create(client);
        this.function = function;
    }

    /// Offsets that are not done, by partition and kind; empty when all is done.
    ///
    /// @throws ExecutionException when Kafka does not answer
    public Map<String, Long> read() throws ExecutionException, InterruptedException {
        var remaining = new TreeMap<>(unread());
        remaining.putAll(hidden());
        return remaining;
    }

    private Map<String, Long> unread() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = ends(function.getSourceTopics(), IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> reached =
                function.getOrdering() == EventOrdering.NONE ? shared(ends.keySet()) : committed();
        var unread = new HashMap<String, Long>();
        ends.forEach((partition, end) -> {
            long open = end - reached.getOrDefault(partition, 0L);
            if (open > 0) {
                unread.put("events of " + partition, open);
            }
        });
        return unread;
    }

    /// Kafka 4.3.1 may tell later that what was done is not done, when the lock of a host that died runs out; none of
    /// it comes again before the group has been empty.
    private Map<TopicPartition, Long> shared(Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        ShareProgress.ask(admin, Set.of(function.getGroupId()), partitions)
                .reached(function.getGroupId(), partitions)
                .forEach((partition, offset) -> furthest.merge(partition, offset, Math::max));
        return furthest;
    }

    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        var committed = new HashMap<TopicPartition, Long>();
        admin.listConsumerGroupOffsets(function.getGroupId())
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> committed.put(partition, offset == null ? 0 : offset.offset()));
        return committed;
    }

    private Map<String, Long> hidden() throws ExecutionException, InterruptedException {
        List<String> written = Stream.concat(
                        function.getOutputTopics().stream(),
                        Stream.of(Topics.USAGE, Topics.deadLetters(function.getName())))
                .toList();
        Map<TopicPartition, Long> stable = ends(written, IsolationLevel.READ_COMMITTED);
        var hidden = new HashMap<String, Long>();
        ends(written, IsolationLevel.READ_UNCOMMITTED).forEach((partition, end) -> {
            long open = end - stable.getOrDefault(partition, 0L);
            if (open > 0) {
                hidden.put("open transaction in " + partition, open);
            }
        });
        return hidden;
    }

    private Map<TopicPartition, Long> ends(List<String> topics, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var offsets = admin.listOffsets(partitions, new ListOffsetsOptions(isolation))
                .all()
                .get();
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close();
    }
}
