package dev.lavant.host.receive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;

/// One member of a share group and the events it holds. It takes no more before it has put down all of them: that is
/// how [org.apache.kafka.clients.consumer.KafkaShareConsumer] works.
///
/// While it holds events it asks for none, and the partitions that the group gave it wait. A hand that holds on
/// therefore leaves the group for a while ([ShareReader#LEAVES_AFTER]): others get its partitions, its locks stay.
///
/// Owned by the engine's thread.
final class ShareHand implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ShareConsumer<byte[], byte[]> consumer;
    private final Set<ConsumerRecord<byte[], byte[]>> held = new HashSet<>();
    private final List<ConsumerRecord<byte[], byte[]>> decided = new ArrayList<>();
    private boolean asking;
    private long polledNanos = System.nanoTime();
    private long changedNanos = polledNanos;
    private long lockedNanos = polledNanos;

    /// @param consumer closed with this hand
    ShareHand(ShareConsumer<byte[], byte[]> consumer, List<String> topics) {
        this.consumer = consumer;
        consumer.subscribe(topics);
    }

    /// Events that now are its own, in the order of their offsets. Only when it holds none.
    List<ConsumerRecord<byte[], byte[]>> take(Duration atMost) {
        long earliestLock = asking ? polledNanos : System.nanoTime();
        var taken = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(atMost).forEach(taken::add);
        polledNanos = System.nanoTime();
        asking = taken.isEmpty(); // then its question stays with a broker, which may lock events before the next poll
        if (!taken.isEmpty()) {
            held.addAll(taken);
            lockedNanos = earliestLock;
            changedNanos = polledNanos;
        }
        return taken;
    }

    /// Says what became of one that it holds; the group learns of it with the next [#commit].
    void decide(ConsumerRecord<byte[], byte[]> event, AcknowledgeType type) {
        consumer.acknowledge(event, type);
        held.remove(event);
        decided.add(event);
        changedNanos = System.nanoTime();
    }

    /// Tells the group of all that is decided.
    Acknowledged commit() {
        if (decided.isEmpty()) {
            return new Acknowledged.Complete();
        }
        Map<TopicPartition, String> refused = tell();
        List<ConsumerRecord<byte[], byte[]>> again = decided.stream()
                .filter(event -> refused.containsKey(partition(event)))
                .toList();
        decided.clear();
        return again.isEmpty()
                ? new Acknowledged.Complete()
                : new Acknowledged.Incomplete(again, refused.getOrDefault(partition(again.getFirst()), ""));
    }

    /// Locks all that it holds anew. Only when nothing that is decided waits for [#commit].
    ///
    /// @return those that are not its own any more
    List<ConsumerRecord<byte[], byte[]>> renew() {
        held.forEach(event -> consumer.acknowledge(event, AcknowledgeType.RENEW));
        long before = System.nanoTime();
        Map<TopicPartition, String> refused = tell();
        List<ConsumerRecord<byte[], byte[]>> lost = held.stream()
                .filter(event -> refused.containsKey(partition(event)))
                .toList();
        lost.forEach(held::remove);
        if (!held.isEmpty()) {
            consumer.poll(Duration.ZERO); // only now can they be decided; it returns just them
        }
        lockedNanos = before;
        return lost;
    }

    private Map<TopicPartition, String> tell() {
        var refused = new HashMap<TopicPartition, String>();
        Map<TopicIdPartition, Optional<KafkaException>> answers = consumer.commitSync(ANSWER_TIMEOUT);
        answers.forEach((partition, error) ->
                error.ifPresent(refusal -> refused.put(partition.topicPartition(), refusal.toString())));
        return refused;
    }

    boolean idle() {
        return held.isEmpty();
    }

    int size() {
        return held.size();
    }

    /// How long it has been since it took an event or put one down.
    Duration unchangedFor(long nowNanos) {
        return Duration.ofNanos(nowNanos - changedNanos);
    }

    /// At least how long ago the locks of what it holds were set; never less than the truth.
    Duration lockedFor(long nowNanos) {
        return Duration.ofNanos(nowNanos - lockedNanos);
    }

    /// How long a lock lasts, once a broker has said so.
    Optional<Duration> lock() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis);
    }

    /// Gives back what it holds, tells the group of what is decided, and leaves it.
    @Override
    public void close() {
        held.forEach(event -> consumer.acknowledge(event, AcknowledgeType.RELEASE));
        consumer.close(CLOSE_TIMEOUT);
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> event) {
        return new TopicPartition(event.topic(), event.partition());
    }
}
