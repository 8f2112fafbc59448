package dev.lavant.deploy.replay;

import dev.lavant.schemas.topics.Replays;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Copies of events that run again. Pure.
final class Copies {
    private static final String CAME_FROM = "lavant-source-";
    private static final List<String> PLACE = List.of("topic", "partition", "offset");
    private static final List<String> NOT_THE_EVENTS = List.of(Letter.OURS, "__connect.errors.", Replays.MARK);

    private Copies() {}

    /// The event of a letter as it was, marked. What came from one partition goes to one partition: keys keep their
    /// order.
    ///
    /// @param partitions of the topic that it goes to
    static ProducerRecord<byte[], byte[]> of(Letter letter, String function, int partitions) {
        var headers = new RecordHeaders();
        for (Header header : letter.record().headers()) {
            if (NOT_THE_EVENTS.stream().noneMatch(header.key()::startsWith)) {
                headers.add(header);
            }
        }
        if (headers.lastHeader(CAME_FROM + "topic") == null) {
            PLACE.forEach(part -> letter.said(part).ifPresent(said -> put(headers, CAME_FROM + part, said)));
        }
        put(headers, Replays.MARK, Replays.OF_A_DEAD_LETTER);
        put(headers, Replays.LETTER, letter.id());
        put(headers, Replays.TIMES, Integer.toString(letter.times() + 1));
        return new ProducerRecord<>(
                Replays.topic(function),
                letter.sourcePartition() % partitions,
                letter.record().key(),
                letter.record().value(),
                headers);
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
