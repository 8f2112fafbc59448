package dev.lavant.cli.event;

import dev.lavant.cli.content.Headers;
import dev.lavant.cli.content.ReadableValue;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.cli.show.OneLine;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record as `lavant event tail` shows it.
///
/// @param at the record's time
record SeenEvent(
        String topic, int partition, long offset, Instant at, ReadableValue key, Headers headers, ReadableValue value) {

    /// JSON only: a line of a table would be laid out anew with each event.
    static final Listing<SeenEvent> LISTING = new Listing<>(
            Column.field("topic", SeenEvent::topic),
            Column.field("partition", SeenEvent::partition),
            Column.field("offset", SeenEvent::offset),
            Column.field("timestamp", SeenEvent::at),
            Column.field("key", event -> event.key().field()),
            Column.field("id", event -> event.headers().text(Attributes.ID)),
            Column.field("source", event -> event.headers().text(Attributes.SOURCE)),
            Column.field("type", event -> event.headers().text(Attributes.TYPE)),
            Column.field("subject", event -> event.headers().text(Attributes.SUBJECT)),
            Column.field("encoding", event -> event.value().encoding()),
            Column.field("value", event -> event.value().field()));

    static SeenEvent of(ConsumerRecord<byte[], byte[]> record, AvroWire wire) {
        return new SeenEvent(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                ReadableValue.of(record.key(), wire),
                Headers.of(record),
                ReadableValue.of(record.value(), wire));
    }

    /// `partition@offset  key  type  value`, a dash for what is not there.
    String line() {
        return partition + "@" + offset + "  " + (key instanceof ReadableValue.None ? "-" : key.shown()) + "  "
                + Optional.of(headers)
                        .flatMap(all -> all.text(Attributes.TYPE))
                        .map(OneLine::of)
                        .orElse("-") + "  "
                + value.shown();
    }
}
