package dev.lavant.deploy.replay;

import dev.lavant.schemas.DecidedLetter;
import dev.lavant.schemas.LetterFate;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/// The dead letters of a function, each with what was done about it.
public final class LetterBook implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final String function;
    private final TopicReader topics;
    private final Map<String, LetterFate> fates = new HashMap<>();

    private LetterBook(String function, TopicReader topics) {
        this.function = function;
        this.topics = topics;
    }

    /// Reads what was done so far.
    public static LetterBook open(Connection connection, String function) {
        var book = new LetterBook(function, new TopicReader(consumer(connection)));
        AvroWire wire = connection.wire();
        String ours = function + "/";
        book.topics.readAll(List.of(Topics.REDRIVES), record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.startsWith(ours) && record.value() != null) {
                book.fates.put(
                        key.substring(ours.length()),
                        wire.decode(record.value(), DecidedLetter.class).getFate());
            }
        });
        return book;
    }

    /// Whoever asks waits for the answer.
    private static KafkaConsumer<byte[], byte[]> consumer(Connection connection) {
        var client = connection.withoutMetrics();
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return TopicReader.consumer(client);
    }

    /// Hands over all letters that are there now, oldest first.
    public void each(Consumer<Letter> taker) {
        topics.readAll(List.of(Topics.deadLetters(function)), record -> {
            Letter letter = Letter.of(record);
            taker.accept(letter.with(fates.getOrDefault(letter.id(), LetterFate.WAITING)));
        });
    }

    @Override
    public void close() {
        topics.close();
    }
}
