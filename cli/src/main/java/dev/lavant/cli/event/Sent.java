package dev.lavant.cli.event;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;

/// An event that Kafka has acknowledged.
///
/// @param id the CloudEvents id
record Sent(String topic, int partition, long offset, String id) {
    static final Listing<Sent> LISTING = new Listing<>(
            Column.text("TOPIC", "topic", Sent::topic),
            Column.seen("PARTITION", Aligned.RIGHT, sent -> Integer.toString(sent.partition())),
            Column.field("partition", Sent::partition),
            Column.number("OFFSET", "offset", Sent::offset),
            Column.text("ID", "id", Sent::id));
}
