package dev.lavant.host.invoke;

import dev.lavant.function.Event;
import dev.lavant.function.FunctionContext;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What one call of a handler is made of.
///
/// @param events decoded; one, unless the handler takes batches
/// @param record of the first event
record Call(List<Event<?>> events, ConsumerRecord<byte[], byte[]> record, FunctionContext context) {}
