package dev.lavant.autoscaler.tick;

import dev.lavant.schedule.Due;
import dev.lavant.schemas.ScheduleProgress;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Ticks, and how far they are dealt with, written in one transaction. Whoever opens it later fences this one: all use
/// one transactional id, and what was written is read only after that, when the transaction of the one before is over
/// (KIP-98). So nobody sends a tick that another has sent. Used by one thread.
final class TickLog implements AutoCloseable {
    /// Of all autoscalers of a platform.
    static final String TRANSACTIONAL_ID = "lavant.schedules";

    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;
    private static final int PATIENCE_MILLIS = 4_000;

    private final KafkaProducer<String, byte[]> producer;
    private final AvroWire wire;
    private final Map<String, ScheduleProgress> progress;

    private TickLog(KafkaProducer<String, byte[]> producer, AvroWire wire, Map<String, ScheduleProgress> progress) {
        this.producer = producer;
        this.wire = wire;
        this.progress = new HashMap<>(progress);
    }

    /// Fences whoever has it open, and reads how far it has come.
    ///
    /// @throws RuntimeException when Kafka does not answer or a topic is not there
    static TickLog open(Properties client, AvroWire wire) {
        var producer = new KafkaProducer<>(settings(client), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new TickLog(producer, wire, written(client, wire));
        } catch (RuntimeException failed) {
            producer.close(Duration.ZERO);
            throw failed;
        }
    }

    private static Properties settings(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return settings;
    }

    private static Map<String, ScheduleProgress> written(Properties client, AvroWire wire) {
        try (var topic =
                CompactedTopic.follow(Topics.SCHEDULES, wire.deserializer(ScheduleProgress.class), client, _ -> {})) {
            return topic.values();
        }
    }

    /// How far a function's ticks are dealt with; empty before the first one.
    Optional<ScheduleProgress> progress(String function) {
        return Optional.ofNullable(progress.get(function));
    }

    /// Whether the topic of a function's ticks is there. Waits some seconds for one that is not.
    boolean takes(String function) {
        try {
            return !producer.partitionsFor(Topics.ticks(function)).isEmpty();
        } catch (TimeoutException missing) {
            return false;
        }
    }

    /// Sends ticks, and says that they are dealt with: both or neither.
    ///
    /// @param due by function
    /// @throws org.apache.kafka.common.KafkaException when another has it open, or it is not known whether it was
    /// written: this one can be used no more
    void commit(Map<String, Due> due) {
        var reached = new HashMap<String, ScheduleProgress>();
        producer.beginTransaction();
        due.forEach((function, ticks) -> {
            ticks.send().forEach(planned -> send(TickEvent.of(function, planned)));
            ticks.newest().ifPresent(newest -> reached.put(function, reached(function, newest, ticks)));
        });
        reached.forEach((function, now) ->
                send(new ProducerRecord<>(Topics.SCHEDULES, function, wire.encode(Topics.SCHEDULES, now))));
        producer.commitTransaction();
        progress.putAll(reached);
    }

    private ScheduleProgress reached(String function, Instant newest, Due ticks) {
        Instant sent = ticks.send().isEmpty()
                ? progress(function).map(ScheduleProgress::getLastSent).orElse(null)
                : ticks.send().getLast();
        return new ScheduleProgress(function, newest, sent);
    }

    private void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record); // the commit fails when this does
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
