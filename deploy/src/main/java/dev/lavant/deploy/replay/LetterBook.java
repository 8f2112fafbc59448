package dev.lavant.deploy.replay;

import dev.lavant.schemas.DecidedLetter;
import dev.lavant.schemas.LetterFate;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The dead letters of a function, each with what was done about it.
public final class LetterBook implements AutoCloseable {
    private final String function;
    private final CommittedRecords records;
    private final Map<String, LetterFate> fates = new HashMap<>();

    private LetterBook(String function, CommittedRecords records) {
        this.function = function;
        this.records = records;
    }

    /// Reads what was done so far.
    public static LetterBook open(Connection connection, String function) {
        var book = new LetterBook(function, new CommittedRecords(connection));
        AvroWire wire = connection.wire();
        String ours = function + "/";
        book.records.each(Topics.REDRIVES, record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.startsWith(ours) && record.value() != null) {
                book.fates.put(
                        key.substring(ours.length()),
                        wire.decode(record.value(), DecidedLetter.class).getFate());
            }
        });
        return book;
    }

    /// Hands over all letters that are there now, oldest first.
    public void each(Consumer<Letter> taker) {
        records.each(Topics.deadLetters(function), record -> {
            Letter letter = Letter.of(record);
            taker.accept(letter.with(fates.getOrDefault(letter.id(), LetterFate.WAITING)));
        });
    }

    @Override
    public void close() {
        records.close();
    }
}
