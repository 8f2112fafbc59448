package dev.lavant.router.intake;

import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/// A compacted topic that is followed from the first question on, so that an ingress starts while Kafka is
/// away, and knows nothing that it is not asked for.
///
/// Thread-safe.
final class LateTopic<V extends SpecificRecord> implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    private final String name;
    private final Class<V> type;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock(); // over the two below
    private @Nullable CompactedTopic<V> topic;
    private boolean closed;

    LateTopic(String name, Class<V> type, Connection connection) {
        this.name = name;
        this.type = type;
        this.connection = connection;
    }

    /// The newest values by key.
    ///
    /// @throws Refusal 503 when Kafka or the registry is away
    Map<String, V> values() {
        if (!locked()) {
            throw away("others wait for it already");
        }
        try {
            if (closed) {
                throw away("the server is stopping");
            }
            if (topic == null) {
                topic = follow();
            }
            return topic.values();
        } catch (IllegalStateException unread) {
            throw away(String.valueOf(unread.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private boolean locked() {
        try {
            return lock.tryLock(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompactedTopic<V> follow() {
        var client = connection.properties();
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        return CompactedTopic.follow(name, connection.wire().deserializer(type), client, _ -> {});
    }

    private Refusal away(String why) {
        return new Refusal(503, name + " is not read yet: " + why, "Send it again a little later.");
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (topic != null) {
                topic.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
