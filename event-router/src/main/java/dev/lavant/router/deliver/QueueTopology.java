package dev.lavant.router.deliver;

import dev.lavant.router.route.Routes;
import dev.lavant.schemas.topics.Topics;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/// Reads source topics once and copies each record to the queues of the functions that get it.
public final class QueueTopology {
    private static final String READ = "read";
    private static final String ROUTE = "route";
    private static final String QUEUE = "queue";

    private QueueTopology() {}

    /// The topology.
    ///
    /// @param topics to read; at least one
    /// @param routes asked for each event, so that rules may change while it runs
    public static Topology of(Set<String> topics, Supplier<Routes> routes) {
        var bytes = Serdes.ByteArray();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        READ,
                        (event, _) -> timestampMillis(event),
                        bytes.deserializer(),
                        bytes.deserializer(),
                        anyOf(topics))
                .addProcessor(ROUTE, () -> new Copier(routes), READ)
                .addSink(
                        QUEUE,
                        (_, copy, _) -> Topics.queue(copy.function()),
                        bytes.serializer(),
                        (String _, Copier.Copy copy) -> copy.value(),
                        ROUTE);
    }

    /// A pattern and not the names: Kafka Streams dies of a named topic that is not there, and one function's topic
    /// that somebody deleted must not stop the events of all others.
    private static Pattern anyOf(Set<String> topics) {
        return Pattern.compile(topics.stream().sorted().map(Pattern::quote).collect(Collectors.joining("|")));
    }

    /// Some clients write a negative time for "none" (Go's zero time is in the year 1); Kafka Streams dies of it, again
    /// and again, and a producer cannot write it.
    static long timestampMillis(ConsumerRecord<?, ?> event) {
        return Math.max(0, event.timestamp());
    }
}
