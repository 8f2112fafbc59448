package dev.lavant.cli.deadletter;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.deploy.replay.Letter;
import dev.lavant.deploy.replay.LetterBook;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads the dead letters of functions.
final class DeadLetterTopics {
    private final Platform platform;

    DeadLetterTopics(Platform platform) {
        this.platform = platform;
    }

    /// Dead letters of each deployed function. They are counted one by one, since offsets also number the
    /// marks that transactions leave.
    List<DeadLetterCount> counts() {
        var functions = ControlTopics.read(platform, Topics.FUNCTIONS).functions().stream()
                .map(FunctionDeployment::getName)
                .filter(name -> !Replays.isBeside(name))
                .toList();
        Map<String, DeadLetterCount> byTopic = new HashMap<>();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(
                    functions.stream().map(Topics::deadLetters).toList(),
                    record -> byTopic.merge(
                            record.topic(), DeadLetterCount.one(record.timestamp()), DeadLetterCount::plus));
        }
        return functions.stream()
                .map(name -> byTopic.getOrDefault(Topics.deadLetters(name), DeadLetterCount.none())
                        .of(name))
                .toList();
    }

    /// The newest dead letters of a function, oldest first.
    ///
    /// @throws dev.lavant.cli.outcome.CommandFailed when there is no such function
    List<DeadLetter> newest(String function, int max) {
        ControlTopics.read(platform, Topics.FUNCTIONS, Topics.STATEMENTS)
                .requireFunction(function, platform.addresses());
        var newest = new ArrayDeque<ConsumerRecord<byte[], byte[]>>();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(List.of(Topics.deadLetters(function)), record -> {
                newest.addLast(record);
                if (newest.size() > max) {
                    newest.removeFirst();
                }
            });
        }
        AvroWire wire = platform.connection().wire();
        return newest.stream().map(record -> DeadLetter.of(record, wire)).toList();
    }

    /// The newest dead letters of a function with what was done about them, oldest first.
    ///
    /// @throws dev.lavant.cli.outcome.CommandFailed when there is no such function
    List<Letter> letters(String function, int max) {
        ControlTopics.read(platform, Topics.FUNCTIONS, Topics.STATEMENTS)
                .requireFunction(function, platform.addresses());
        var newest = new ArrayDeque<Letter>();
        try (var book = LetterBook.open(platform.connection(), function)) {
            book.each(letter -> {
                newest.addLast(letter);
                if (newest.size() > max) {
                    newest.removeFirst();
                }
            });
        }
        return List.copyOf(newest);
    }
}
