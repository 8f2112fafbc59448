package dev.lavant.registry.log;

import dev.lavant.registry.store.Change;
import dev.lavant.registry.store.Journal;
import dev.lavant.registry.store.NotKept;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The registry's journal in `_schemas`, in the format of Confluent's registry, so that one of those can take over the
/// cluster. One registry at a time may write.
///
/// A write gives up after four seconds: Confluent's clients and ours wait for five.
public final class SchemaLog implements Journal, AutoCloseable {
    private static final TopicPartition LOG = new TopicPartition(Topics.SCHEMAS, 0);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration READ_WITHIN = Duration.ofSeconds(60);
    private static final int WRITE_MILLIS = 4_000;

    private final RecordFormat format = new RecordFormat();
    private final Properties client;
    private final String clusterId;
    private final KafkaProducer<byte[], byte[]> producer;

    private SchemaLog(Properties client, String clusterId) {
        this.client = client;
        this.clusterId = clusterId;
        this.producer = new KafkaProducer<>(writing(client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Makes the topic where there is none.
    ///
    /// @param client Kafka client settings, at least the bootstrap servers
    /// @throws NotKept when Kafka does not answer
    public static SchemaLog open(Properties client) {
        return new SchemaLog(client, ensureTopic(client));
    }

    /// The id of the Kafka cluster that it is in.
    public String clusterId() {
        return clusterId;
    }

    @Override
    public void keep(Change change) {
        write(format.write(change));
    }

    /// All changes up to a NOOP record that this writes first. Once that is acknowledged the broker takes no earlier
    /// write of this producer any more (a write that timed out costs the producer its epoch).
    @Override
    public List<Change> all() {
        long end = write(format.noop());
        var changes = new ArrayList<Change>();
        try (var consumer =
                new KafkaConsumer<>(reading(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(LOG));
            consumer.seekToBeginning(List.of(LOG));
            long giveUp = System.nanoTime() + READ_WITHIN.toNanos();
            while (consumer.position(LOG) <= end) {
                requireBefore(giveUp);
                consumer.poll(POLL).forEach(record -> format.read(record).ifPresent(changes::add));
            }
        } catch (KafkaException away) {
            throw new NotKept(Topics.SCHEMAS + " cannot be read: " + away.getMessage(), away);
        }
        return changes;
    }

    private static void requireBefore(long giveUp) {
        if (System.nanoTime() - giveUp > 0) {
            throw new TimeoutException("not read to its end within " + READ_WITHIN);
        }
    }

    private long write(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get().offset();
        } catch (ExecutionException refused) {
            throw new NotKept(Topics.SCHEMAS + " did not take a record: " + refused.getCause(), refused);
        } catch (KafkaException refused) {
            throw new NotKept(Topics.SCHEMAS + " did not take a record: " + refused, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotKept("interrupted while writing " + Topics.SCHEMAS, interrupted);
        }
    }

    private static Properties writing(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WRITE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WRITE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WRITE_MILLIS - 1_000);
        return settings;
    }

    private static Properties reading(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }

    /// Returns the cluster's id.
    private static String ensureTopic(Properties client) {
        var topic = new NewTopic(Topics.SCHEMAS, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (var admin = Admin.create(client)) {
            makeUnlessThere(admin, topic);
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException refused) {
            throw new NotKept(Topics.SCHEMAS + " cannot be made: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotKept("interrupted while making " + Topics.SCHEMAS, interrupted);
        }
    }

    private static void makeUnlessThere(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
