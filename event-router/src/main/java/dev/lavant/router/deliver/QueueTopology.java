package dev.lavant.router.deliver;

import dev.lavant.router.route.Routes;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Reads source topics once and copies each record to the queues of the functions that get it: key, value, headers and
/// timestamp as they are, with where it came from in headers of its own.
public final class QueueTopology {
    /// Header: the topic an event was routed from.
    public static final String SOURCE_TOPIC = "lavant-source-topic";

    /// Header: its partition there.
    public static final String SOURCE_PARTITION = "lavant-source-partition";

    /// Header: its offset there.
    public static final String SOURCE_OFFSET = "lavant-source-offset";

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
                .addSource(READ, bytes.deserializer(), bytes.deserializer(), topics.toArray(String[]::new))
                .addProcessor(ROUTE, () -> new Copy(routes), READ)
                .addSink(
                        QUEUE,
                        (_, copy, _) -> Topics.queue(copy.function()),
                        bytes.serializer(),
                        (String _, Queued copy) -> copy.value(),
                        ROUTE);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared; lives between two processors
    private record Queued(String function, byte[] value) {}

    private static final class Copy extends ContextualProcessor<byte[], byte[], byte[], Queued> {
        private final Supplier<Routes> routes;

        private Copy(Supplier<Routes> routes) {
            this.routes = routes;
        }

        @Override
        public void process(Record<byte[], byte[]> event) {
            RecordMetadata from = context().recordMetadata().orElseThrow();
            routes.get()
                    .functions(from.topic(), CloudEvents.of(event.headers()))
                    .forEach(function -> {
                        Record<byte[], Queued> copy = event.withValue(new Queued(function, event.value()));
                        put(copy.headers(), SOURCE_TOPIC, from.topic());
                        put(copy.headers(), SOURCE_PARTITION, Integer.toString(from.partition()));
                        put(copy.headers(), SOURCE_OFFSET, Long.toString(from.offset()));
                        context().forward(copy);
                    });
        }

        private static void put(Headers headers, String name, String value) {
            headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
