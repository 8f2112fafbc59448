package dev.lavant.router.intake;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/// What is deployed now, from the first question on: an ingress to which only events are sent does not need to know.
///
/// Thread-safe.
public final class DeployedFunctions implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final int MOST_NAMED = 5;

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock(); // over the two below
    private @Nullable CompactedTopic<FunctionDeployment> topic;
    private boolean closed;

    public DeployedFunctions(Connection connection) {
        this.connection = connection;
    }

    /// The function of a name.
    ///
    /// @throws Refusal 404 when none has it, 503 when Kafka or the registry is away
    FunctionDeployment named(String name) {
        Map<String, FunctionDeployment> deployed = followed().values();
        FunctionDeployment function = deployed.get(name);
        if (function == null) {
            throw new Refusal(404, "there is no function '" + name + "'", others(deployed.keySet()));
        }
        return function;
    }

    private static String others(Collection<String> names) {
        String some = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "None is deployed: type lavant deploy DIR."
                : "Call one of those that lavant ls shows: " + some + (names.size() > MOST_NAMED ? ", ..." : "")
                        + "; or deploy it with lavant deploy DIR.";
    }

    private CompactedTopic<FunctionDeployment> followed() {
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
            return topic;
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

    private CompactedTopic<FunctionDeployment> follow() {
        var client = connection.properties();
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        return CompactedTopic.follow(
                Topics.FUNCTIONS, connection.wire().deserializer(FunctionDeployment.class), client, _ -> {});
    }

    private static Refusal away(String why) {
        return new Refusal(503, "what is deployed is not known: " + why, "Call the function again a little later.");
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
