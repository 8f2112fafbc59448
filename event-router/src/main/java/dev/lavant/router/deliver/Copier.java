package dev.lavant.router.deliver;

import dev.lavant.router.route.Answer;
import dev.lavant.router.route.Routes;
import dev.lavant.router.route.Routes.Decision;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Forwards a copy of each record for every function that gets it: key, value, headers and timestamp as they are, with
/// where it came from in headers of its own.
final class Copier extends ContextualProcessor<byte[], byte[], byte[], Copier.Copy> {
    /// Header: the topic an event was routed from.
    static final String SOURCE_TOPIC = "lavant-source-topic";

    /// Header: its partition there.
    static final String SOURCE_PARTITION = "lavant-source-partition";

    /// Header: its offset there.
    static final String SOURCE_OFFSET = "lavant-source-offset";

    private final Supplier<Routes> routes;
    private @Nullable UndefinedFilters undefined; // from init() on

    Copier(Supplier<Routes> routes) {
        this.routes = routes;
    }

    /// A record on its way to the queue of a function.
    ///
    /// @param value null for a tombstone
    @SuppressWarnings("ArrayRecordComponent") // never compared; lives between two processors
    record Copy(String function, byte @Nullable [] value) {}

    @Override
    public void init(ProcessorContext<byte[], Copy> context) {
        super.init(context);
        undefined = new UndefinedFilters(context.metrics());
    }

    @Override
    public void process(Record<byte[], byte[]> event) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        Routes.Asked asked = routes.get().ask(place(from), CloudEvents.of(event.headers()));
        asked.decisions().forEach(decision -> act(decision, event, from));
        asked.absent().forEach(counts()::countAbsent);
    }

    private void act(Decision decision, Record<byte[], byte[]> event, RecordMetadata from) {
        switch (decision.answer()) {
            case Answer.Matches _ -> context().forward(copy(decision.function(), event, from));
            case Answer.Undefined noValue -> counts().count(decision.function(), noValue);
            case Answer.Differs _, Answer.BeforeStart _, Answer.NotAnEvent _ -> {}
        }
    }

    private static Routes.Place place(RecordMetadata from) {
        return new Routes.Place(new Routes.Partition(from.topic(), from.partition()), from.offset());
    }

    private UndefinedFilters counts() {
        if (undefined == null) {
            throw new IllegalStateException("process() before init()");
        }
        return undefined;
    }

    private static Record<byte[], Copy> copy(String function, Record<byte[], byte[]> event, RecordMetadata from) {
        Record<byte[], Copy> copy = event.withValue(new Copy(function, event.value()));
        put(copy.headers(), SOURCE_TOPIC, from.topic());
        put(copy.headers(), SOURCE_PARTITION, Integer.toString(from.partition()));
        put(copy.headers(), SOURCE_OFFSET, Long.toString(from.offset()));
        return copy;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
