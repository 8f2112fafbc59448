package dev.lavant.dev.watch;

import dev.lavant.cli.show.Console;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Shows decisions that change a function's number of hosts, as they are published, and remembers the numbers.
public final class ScalingLog implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final TopicPartition DECISIONS = new TopicPartition(Topics.SCALING, 0);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroWire wire;
    private final Console console;
    private final Map<String, List<Integer>> sizes = new ConcurrentHashMap<>();
    private final Thread reader;

    private ScalingLog(Connection connection, Console console) {
        this.wire = connection.wire();
        this.console = console;
        this.consumer =
                new KafkaConsumer<>(connection.properties(), new StringDeserializer(), new ByteArrayDeserializer());
        this.reader = Thread.ofVirtual().name("scaling-log").unstarted(this::run);
    }

    /// Shows decisions from now on.
    public static ScalingLog follow(Connection connection, Console console) {
        var log = new ScalingLog(connection, console);
        log.consumer.assign(List.of(DECISIONS));
        log.consumer.seekToEnd(List.of(DECISIONS));
        log.consumer.position(DECISIONS);
        log.reader.start();
        return log;
    }

    /// How many hosts a function had, one number for each change, for example 0, 2, 0.
    public List<Integer> sizes(String function) {
        return List.copyOf(sizes.getOrDefault(function, List.of(0)));
    }

    private void run() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(10))
                        .forEach(record -> take(wire.decode(record.value(), ScalingDecision.class)));
            }
        } catch (WakeupException _) {
            console.out().flush();
        }
    }

    private void take(ScalingDecision decision) {
        var before = sizes.computeIfAbsent(decision.getFunction(), _ -> new ArrayList<>(List.of(0)));
        if (before.getLast() == decision.getDesired()) {
            return;
        }
        console.out()
                .printf(
                        "%s  %s  %d → %d hosts  %s: %s%n",
                        TIME.format(LocalTime.ofInstant(decision.getDecidedAt(), ZoneId.systemDefault())),
                        decision.getFunction(),
                        before.getLast(),
                        decision.getDesired(),
                        decision.getCode(),
                        decision.getReason());
        console.out().flush();
        before.add(decision.getDesired());
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(Duration.ofSeconds(3));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
