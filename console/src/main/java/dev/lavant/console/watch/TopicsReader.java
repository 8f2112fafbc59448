package dev.lavant.console.watch;

import dev.lavant.console.picture.Picture;
import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all topics of the platform that the page shows, with one consumer on one thread, and no group: a console can
/// be started and stopped without leaving anything behind.
///
/// Functions are read first, since everything else is of a function.
public final class TopicsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final List<String> FOLLOWED = List.of(
            Topics.HOSTS,
            Topics.STATEMENTS,
            Topics.SCALING,
            Topics.SCALING_LEADER,
            Topics.USAGE,
            Topics.REDRIVES,
            Topics.KEYS,
            Topics.BUDGETS,
            Topics.SPENDING);

    private final Picture picture;
    private final Told told;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Beginnings beginnings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread reader;
    private volatile boolean caughtUp;
    private Map<TopicPartition, Long> ends = Map.of(); // of the reading thread; empty once it has caught up

    private TopicsReader(Connection connection, Picture picture, Mask mask) {
        this.picture = picture;
        this.told = new Told(picture, connection.wire(), mask);
        Properties settings = connection.withoutMetrics();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.beginnings = new Beginnings(consumer);
        this.reader = Thread.ofVirtual().name("console-topics").unstarted(this::run);
    }

    /// Starts to read; does not wait.
    ///
    /// @param mask what nobody is shown of dead letters
    public static TopicsReader start(Connection connection, Picture picture, Mask mask) {
        var topics = new TopicsReader(connection, picture, mask);
        topics.reader.start();
        return topics;
    }

    /// The functions as they are deployed now.
    public Collection<FunctionDeployment> deployed() {
        return told.deployed();
    }

    /// An API key by its id.
    public Optional<ApiKey> key(String id) {
        return told.key(id);
    }

    /// Whether all topics were read up to where they ended when reading began.
    public boolean caughtUp() {
        return caughtUp;
    }

    private void run() {
        try (consumer) {
            while (!begun()) {
                pause();
            }
            while (true) {
                follow();
            }
        } catch (WakeupException _) {
            LOG.atDebug().log("topics no longer read");
        }
    }

    private boolean begun() {
        try {
            follow(Topics.FUNCTIONS);
            readFunctions();
            FOLLOWED.forEach(this::follow);
            ends = consumer.endOffsets(consumer.assignment());
            return true;
        } catch (WakeupException closed) {
            throw closed;
        } catch (RuntimeException failed) {
            LOG.atWarn().setCause(failed).log("topics of the platform not readable yet, trying again");
            return false;
        }
    }

    private void readFunctions() {
        var functions = consumer.assignment();
        Map<TopicPartition, Long> until = consumer.endOffsets(functions);
        while (!reached(until)) {
            take(consumer.poll(POLL));
        }
    }

    private void follow(String topic) {
        followAll(beginnings.partitions(topic));
    }

    private void followAll(Collection<TopicPartition> partitions) {
        var added = new HashSet<>(partitions);
        added.removeAll(consumer.assignment());
        var all = new ArrayList<>(consumer.assignment());
        all.addAll(added);
        consumer.assign(all);
        beginnings.seek(added, Instant.now());
    }

    private void follow() {
        try {
            followLetters();
            take(consumer.poll(POLL));
            if (!ends.isEmpty() && reached(ends)) {
                ends = Map.of();
                picture.caughtUp();
                caughtUp = true;
            }
        } catch (WakeupException closed) {
            throw closed;
        } catch (RuntimeException failed) {
            LOG.atError().setCause(failed).log("topics of the platform not read, trying again");
            pause();
        }
    }

    /// Dead letters of functions that were deployed since.
    private void followLetters() {
        if (!told.functionsChanged()) {
            return;
        }
        Set<String> followed =
                consumer.assignment().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        told.deployed().stream()
                .map(function -> Topics.deadLetters(function.getName()))
                .filter(topic -> !followed.contains(topic))
                .forEach(this::follow);
    }

    private boolean reached(Map<TopicPartition, Long> until) {
        return until.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (!records.records(partition).stream().allMatch(this::takes)) {
                pause();
            }
        }
    }

    /// False when the record cannot be read yet: then it is the next of its partition to be read again.
    private boolean takes(ConsumerRecord<byte[], byte[]> record) {
        try {
            told.take(record);
        } catch (RetriableException notYet) {
            consumer.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
            return false;
        } catch (RuntimeException unreadable) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(unreadable)
                    .log("record left out, it cannot be read");
        }
        return true;
    }

    private void pause() {
        try {
            if (closing.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WakeupException();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            reader.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
