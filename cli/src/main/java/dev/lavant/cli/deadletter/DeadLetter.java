package dev.lavant.cli.deadletter;

import dev.lavant.cli.content.Headers;
import dev.lavant.cli.content.ReadableValue;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.cli.show.OneLine;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// An event that a function gave up on, with what the host wrote about it in the `lavant.dlq.` headers.
///
/// @param partition of the dead-letter topic
/// @param offset in the dead-letter topic
/// @param at when it was written
record DeadLetter(int partition, long offset, Instant at, Headers headers, ReadableValue key, ReadableValue value) {
    private static final String PREFIX = "lavant.dlq.";

    static final Listing<DeadLetter> LISTING = new Listing<>(
            Column.field("function", letter -> letter.said("function")),
            Column.field("revision", letter -> letter.number("revision")),
            Column.field("topic", letter -> letter.said("topic")),
            Column.field("partition", letter -> letter.number("partition")),
            Column.field("offset", letter -> letter.number("offset")),
            Column.field("code", letter -> letter.said("code")),
            Column.field("class", letter -> letter.said("class")),
            Column.field("attempts", letter -> letter.number("attempts")),
            Column.field(
                    "replays", letter -> letter.headers().number(Replays.TIMES).orElse(0L)),
            Column.field("exception", letter -> letter.said("exception")),
            Column.field("message", letter -> letter.said("message")),
            Column.field("usageId", letter -> letter.said("usageid")),
            Column.field("deadAt", DeadLetter::at),
            Column.field("deadPartition", DeadLetter::partition),
            Column.field("deadOffset", DeadLetter::offset),
            Column.field("type", letter -> letter.headers().text("ce_type")),
            Column.field("id", letter -> letter.headers().text("ce_id")),
            Column.field("key", letter -> letter.key().field()),
            Column.field("encoding", letter -> letter.value().encoding()),
            Column.field("value", letter -> letter.value().field()));

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record, AvroWire wire) {
        return new DeadLetter(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                Headers.of(record),
                ReadableValue.of(record.key(), wire),
                ReadableValue.of(record.value(), wire));
    }

    /// For people: where it came from and how it ended, then why, then what it is.
    List<String> lines() {
        return Stream.of(
                        orDash("topic") + " " + orDash("partition") + "@" + orDash("offset") + "  " + orDash("code")
                                + " (" + orDash("class") + ")  attempts " + orDash("attempts") + "  " + at,
                        "  " + said("exception").map(name -> name + ": ").orElse("")
                                + said("message").orElse("no message"),
                        "  key   " + key.shown(),
                        "  value " + value.shown())
                .map(OneLine::of)
                .toList();
    }

    private Optional<String> said(String name) {
        return headers.text(PREFIX + name);
    }

    private Optional<Long> number(String name) {
        return headers.number(PREFIX + name);
    }

    private String orDash(String name) {
        return said(name).orElse("-");
    }
}
