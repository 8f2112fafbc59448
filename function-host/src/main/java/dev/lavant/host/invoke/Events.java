package dev.lavant.host.invoke;

import dev.lavant.function.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Reads a Kafka record as the event that a handler sees.
public final class Events {
    private static final String CLOUD_EVENTS = "ce_";

    private Events() {}

    /// The event in a record.
    public static <T> Event<T> of(ConsumerRecord<byte[], byte[]> record, T data) {
        var attributes = new HashMap<String, String>();
        var headers = new HashMap<String, String>();
        for (Header header : record.headers()) {
            String value = header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
            if (header.key().startsWith(CLOUD_EVENTS)) {
                attributes.put(header.key().substring(CLOUD_EVENTS.length()), value);
            } else {
                headers.put(header.key(), value);
            }
        }
        return new Event<>(
                data,
                Optional.ofNullable(record.key()).map(key -> new String(key, StandardCharsets.UTF_8)),
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                Map.copyOf(attributes),
                Map.copyOf(headers));
    }

    /// The text of a record's header, the last one where there are several.
    public static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(Header::value).map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
