package dev.lavant.host;

import dev.lavant.host.receive.TopicIds.Presence;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Topics that could not be written. What is to go there waits until they can be: somebody has removed them, or a
/// broker is away, and nothing must be lost or done again for that.
///
/// The engine's thread calls it; it asks for the topics on threads of its own.
final class AwaitedTopics {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitedTopics.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final String function;
    private final Function<String, Presence> presence;
    private final Map<String, Presence> awaited = new ConcurrentHashMap<>();
    private final Set<String> askedFor = ConcurrentHashMap.newKeySet();
    private long askedNanos;

    /// @param presence asks Kafka; may block
    AwaitedTopics(String function, Function<String, Presence> presence) {
        this.function = function;
        this.presence = presence;
    }

    /// Kafka says that this one is not there.
    void missing(String topic) {
        note(topic, Presence.MISSING);
    }

    /// This one did not answer, and why nobody knows until Kafka was asked.
    void silent(String topic) {
        awaited.putIfAbsent(topic, Presence.UNKNOWN);
    }

    boolean contains(String topic) {
        return awaited.containsKey(topic);
    }

    boolean any() {
        return !awaited.isEmpty();
    }

    /// Asks for them, now and then.
    void look(long nowNanos) {
        if (awaited.isEmpty() || nowNanos - askedNanos < INTERVAL.toNanos()) {
            return;
        }
        askedNanos = nowNanos;
        awaited.keySet().stream()
                .filter(askedFor::add)
                .forEach(topic -> Thread.ofVirtual().name("awaited-topic").start(() -> ask(topic)));
    }

    private void ask(String topic) {
        try {
            note(topic, presence.apply(topic));
        } finally {
            askedFor.remove(topic);
        }
    }

    private void note(String topic, Presence found) {
        Presence before = found == Presence.THERE ? awaited.remove(topic) : awaited.put(topic, found);
        switch (found) {
            case THERE -> say(Level.INFO, topic, "topic can be written again");
            case UNKNOWN ->
                say(Level.WARN, topic, "the broker does not answer: events that write to the topic wait until it does");
            case MISSING -> {
                if (before != Presence.MISSING) {
                    say(Level.ERROR, topic, "topic is missing: events that write to it wait until it is there");
                }
            }
        }
    }

    private void say(Level level, String topic, String what) {
        LOG.atLevel(level)
                .addKeyValue("function", function)
                .addKeyValue("topic", topic)
                .log(what);
    }
}
