package dev.lavant.host.invoke;

import dev.lavant.function.Event;
import dev.lavant.function.FunctionContext;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What one call of a handler is made of; only what its parameters ask for is made.
///
/// @param deliveries at least one; one, unless the handler takes batches
/// @param reader decodes payloads
/// @param ofAttempt makes the context of the attempt
record Call(List<Delivery> deliveries, PayloadReader reader, Supplier<FunctionContext> ofAttempt) {

    /// Of the first event.
    ConsumerRecord<byte[], byte[]> record() {
        return deliveries.getFirst().record();
    }

    /// The decoded data of the first event.
    ///
    /// @throws UnreadableRecord when it cannot be decoded
    Object data() {
        return data(record());
    }

    /// The first event, decoded.
    Event<?> event() {
        return Events.of(record(), data());
    }

    /// All events, decoded.
    List<Event<?>> events() {
        return deliveries.stream()
                .<Event<?>>map(delivery -> Events.of(delivery.record(), data(delivery.record())))
                .toList();
    }

    FunctionContext context() {
        return ofAttempt.get();
    }

    private Object data(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableRecord("the record has no value (a tombstone), the function takes one");
        }
        return reader.read(record.value());
    }
}
