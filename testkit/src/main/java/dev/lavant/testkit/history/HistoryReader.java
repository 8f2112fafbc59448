package dev.lavant.testkit.history;

import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.testkit.guarantee.History;
import dev.lavant.testkit.guarantee.Place;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Reads what went into a function and what came out of it from the topics alone, committed records only.
///
/// A dead letter and a usage record say where their event stands, so they are told by that.
///
/// @param events the topic that the function's hosts read: its source topic, or its queue when it has a filter
/// @param outputs the topic that it writes
/// @param named the event's name, by the event itself
/// @param causedBy the name of the event that an output is of
public record HistoryReader(
        String function,
        String events,
        String outputs,
        Function<ConsumerRecord<byte[], byte[]>, String> named,
        Function<ConsumerRecord<byte[], byte[]>, String> causedBy) {

    /// All of it, as it is now.
    public History read(Connection connection) {
        var topics = new CommittedTopics(connection);
        List<History.Sent> sent = topics.read(events).stream().map(this::sent).toList();
        Map<Place, String> names = sent.stream().collect(Collectors.toMap(History.Sent::at, History.Sent::event));
        return new History(
                sent,
                topics.read(outputs).stream()
                        .map(output -> new History.Output(causedBy.apply(output), place(output)))
                        .toList(),
                topics.read(Topics.deadLetters(function)).stream()
                        .map(letter -> deadLetter(letter, names))
                        .toList(),
                usage(topics, connection.wire(), names));
    }

    private History.Sent sent(ConsumerRecord<byte[], byte[]> event) {
        String key = event.key() == null ? "" : new String(event.key(), StandardCharsets.UTF_8);
        return new History.Sent(named.apply(event), key, place(event));
    }

    private static History.DeadLetter deadLetter(ConsumerRecord<byte[], byte[]> letter, Map<Place, String> names) {
        var of = new Place(
                header(letter, "lavant.dlq.topic"),
                Integer.parseInt(header(letter, "lavant.dlq.partition")),
                Long.parseLong(header(letter, "lavant.dlq.offset")));
        int attempts = Integer.parseInt(header(letter, "lavant.dlq.attempts"));
        return new History.DeadLetter(name(of, names), attempts, place(letter));
    }

    private List<History.Usage> usage(CommittedTopics topics, AvroWire wire, Map<Place, String> names) {
        return topics.read(Topics.USAGE).stream()
                .map(record -> new Billed(wire.decode(record.value(), UsageRecord.class), place(record)))
                .filter(billed -> billed.usage().getKind() == UsageKind.INVOCATION
                        && billed.usage().getFunction().equals(function))
                .map(billed -> billed.of(names))
                .toList();
    }

    private record Billed(UsageRecord usage, Place at) {
        History.Usage of(Map<Place, String> names) {
            var of = new Place(
                    String.valueOf(usage.getSourceTopic()), usage.getSourcePartition(), usage.getSourceOffset());
            String id = HexFormat.of().formatHex(usage.getUsageId().bytes());
            return new History.Usage(name(of, names), id, usage.getAttempts(), at);
        }
    }

    private static String name(Place of, Map<Place, String> names) {
        return names.getOrDefault(of, "the event at " + of);
    }

    private static Place place(ConsumerRecord<byte[], byte[]> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("the dead letter at " + place(record) + " has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
