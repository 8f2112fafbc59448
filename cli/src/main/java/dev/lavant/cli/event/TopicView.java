package dev.lavant.cli.event;

import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.show.Console;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.control.TopicReader.Start;
import dev.lavant.schemas.control.TopicReader.Stop;
import dev.lavant.schemas.wire.AvroWire;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Prints a topic's events as they come.
///
/// @param max events to print before it stops
record TopicView(String topic, Start start, Stop stop, long max) {

    /// Prints until the end, until enough is shown or nobody reads any more.
    ///
    /// @throws dev.lavant.cli.outcome.CommandFailed when the topic does not exist
    void print(Platform platform, Console console) {
        ExistingTopics.require(platform, topic);
        AvroWire wire = platform.connection().wire();
        var left = new AtomicLong(max);
        try (var reader = new TopicReader(platform.consumer())) {
            reader.read(reader.partitions(topic), start, stop, record -> {
                print(record, wire, console);
                return left.decrementAndGet() > 0 && !console.abandoned();
            });
        }
    }

    private static void print(ConsumerRecord<byte[], byte[]> record, AvroWire wire, Console console) {
        var event = SeenEvent.of(record, wire);
        switch (console.format()) {
            case TABLE -> console.out().println(event.line());
            case JSON -> console.out().println(SeenEvent.LISTING.json(event));
        }
    }
}
