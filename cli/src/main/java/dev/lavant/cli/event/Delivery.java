package dev.lavant.cli.event;

import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Writes the same bytes to a topic, each time as another event.
///
/// @param key of the records
/// @param value of the records
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record Delivery(String topic, Optional<String> key, byte[] value) {

    /// Sends and waits until all are acknowledged.
    ///
    /// @param attributes of the event with a number, from 1
    /// @throws CommandFailed when the topic does not exist
    List<Sent> send(Platform platform, int count, IntFunction<Attributes> attributes) {
        ExistingTopics.require(platform, topic);
        var underway = new ArrayList<Underway>();
        try (var producer = platform.producer()) {
            for (int number = 1; number <= count; number++) {
                var event = attributes.apply(number);
                underway.add(new Underway(event.id(), producer.send(record(event))));
            }
            producer.flush();
            return underway.stream().map(this::arrived).toList();
        }
    }

    private record Underway(String id, Future<RecordMetadata> answer) {}

    private ProducerRecord<byte[], byte[]> record(Attributes attributes) {
        var record = key.map(text -> new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8), value))
                .orElseGet(() -> new ProducerRecord<>(topic, value));
        attributes
                .headers()
                .forEach(header ->
                        record.headers().add(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private Sent arrived(Underway event) {
        try {
            var lies = event.answer().get();
            return new Sent(lies.topic(), lies.partition(), lies.offset(), event.id());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(
                            Exit.INTERRUPTED,
                            "interrupted",
                            "Some events may have been sent.",
                            "See:  lavant event tail " + topic)
                    .causedBy(interrupted);
        }
    }
}
