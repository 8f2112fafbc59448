package dev.lavant.host;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Topics that were to be written and are not there. What is to go there waits until they are: somebody has removed
/// them,
/// and nothing must be lost or done again for that.
///
/// The engine's thread calls it; it looks for the topics on threads of its own.
final class MissingTopics {
    private static final Logger LOG = LoggerFactory.getLogger(MissingTopics.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final String function;
    private final Predicate<String> exists;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Set<String> lookedFor = ConcurrentHashMap.newKeySet();
    private long lookedNanos;

    /// @param exists asks Kafka; may block
    MissingTopics(String function, Predicate<String> exists) {
        this.function = function;
        this.exists = exists;
    }

    void add(String topic) {
        if (missing.add(topic)) {
            LOG.atError()
                    .addKeyValue("function", function)
                    .addKeyValue("topic", topic)
                    .log("topic is missing or does not answer: events that write to it wait until it is there");
        }
    }

    boolean contains(String topic) {
        return missing.contains(topic);
    }

    boolean any() {
        return !missing.isEmpty();
    }

    /// Looks whether they are there again, now and then.
    void look(long nowNanos) {
        if (missing.isEmpty() || nowNanos - lookedNanos < INTERVAL.toNanos()) {
            return;
        }
        lookedNanos = nowNanos;
        missing.stream()
                .filter(lookedFor::add)
                .forEach(topic -> Thread.ofVirtual().name("missing-topic").start(() -> lookFor(topic)));
    }

    private void lookFor(String topic) {
        try {
            if (exists.test(topic) && missing.remove(topic)) {
                LOG.atInfo()
                        .addKeyValue("function", function)
                        .addKeyValue("topic", topic)
                        .log("topic is there again");
            }
        } finally {
            lookedFor.remove(topic);
        }
    }
}
