package dev.lavant.autoscaler;

import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the autoscaler tells others: decisions to `lavant.scaling`, each change of size or code and one a minute, and
/// to `lavant.hosts` the end of hosts that could not tell it themselves. Used by the control loop's thread.
///
/// Nothing here waits for Kafka longer than two seconds. A decision that could not be written is said again, as the
/// next in sequence: a gap in the topic is a decision that was lost.
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaProducer<String, byte[]> producer;
    private final AvroWire wire;
    private long epoch = -1;
    private final Map<String, ScalingDecision> last = new HashMap<>();
    private final Set<String> unsaid = ConcurrentHashMap.newKeySet(); // also used by the producer's thread

    Journal(Properties client, AvroWire wire) {
        this.wire = wire;
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// Decisions are of this epoch from now on, numbered anew.
    void lead(long newest) {
        epoch = newest;
        last.clear();
    }

    /// Publishes a decision that is worth saying.
    void decided(FunctionControl.Step step) {
        String function = step.function().getName();
        ScalingDecision before = last.get(function);
        if (before != null && !worthSaying(before, step)) {
            return;
        }
        ScalingDecision now = DecisionRecord.of(step, epoch, before == null ? 0 : before.getSequence() + 1);
        last.put(function, now);
        unsaid.remove(function);
        LOG.atInfo()
                .addKeyValue("function", function)
                .addKeyValue("code", now.getCode())
                .addKeyValue("current", now.getCurrent())
                .addKeyValue("desired", now.getDesired())
                .addKeyValue("reason", now.getReason())
                .log("scaling decided");
        send(Topics.SCALING, function, () -> wire.encode(Topics.SCALING, now), () -> unsaid.add(function));
    }

    private boolean worthSaying(ScalingDecision before, FunctionControl.Step step) {
        return before.getDesired() != step.decision().desired()
                || before.getCode() != step.decision().code()
                || !before.getDecidedAt().plus(HEARTBEAT).isAfter(step.seen().at())
                || unsaid.contains(step.function().getName());
    }

    /// A host has ended: whoever reads `lavant.hosts` shall not take it for living.
    void ended(String hostId) {
        send(Topics.HOSTS, hostId, () -> null, () -> {});
    }

    private void send(String topic, String key, Supplier<byte @Nullable []> value, Runnable onFailure) {
        try {
            var _ = producer.send(new ProducerRecord<>(topic, key, value.get()), (_, failed) -> {
                if (failed != null) {
                    notPublished(topic, key, failed);
                    onFailure.run();
                }
            });
        } catch (KafkaException failed) { // also the registry's
            notPublished(topic, key, failed);
            onFailure.run();
        }
    }

    private static void notPublished(String topic, String key, Exception why) {
        LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("key", key)
                .setCause(why)
                .log("not published");
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
