package dev.lavant.host.invoke;

import dev.lavant.host.meter.Source;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One event as it was read, for the handler.
///
/// @param source where it stands, with the topic's id
public record Delivery(ConsumerRecord<byte[], byte[]> record, Source source) {}
