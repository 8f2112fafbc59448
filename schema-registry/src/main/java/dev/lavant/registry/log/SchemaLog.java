package dev.lavant.registry.log;

import dev.lavant.registry.store.Compatibility;
import dev.lavant.registry.store.Registered;
import dev.lavant.registry.store.Subjects;
import dev.lavant.schemas.topics.Topics;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The registry's state in `_schemas`, one record a version, in the format of Confluent's registry, so that one of
/// those can take over the cluster. One registry at a time may write.
public final class SchemaLog implements AutoCloseable {
    private static final TopicPartition LOG = new TopicPartition(Topics.SCHEMAS, 0);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final KafkaProducer<byte[], byte[]> producer;

    private SchemaLog(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// Makes the topic where there is none and reads all of it into `subjects`.
    public static SchemaLog open(Properties client, Subjects subjects) {
        ensureTopic(client);
        var settings = new Properties();
        settings.putAll(client);
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        settings.put("max.block.ms", 4_000);
        settings.put("delivery.timeout.ms", 4_000);
        settings.put("request.timeout.ms", 3_000);
        var log = new SchemaLog(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
        log.readInto(subjects, client);
        return log;
    }

    /// Keeps a version; returns when it is acknowledged.
    ///
    /// @throws KafkaException when it is not
    public void append(Registered schema) {
        write(
                new LogKey(LogKey.SCHEMA, schema.subject(), schema.version(), 1),
                new SchemaValue(schema.subject(), schema.version(), schema.id(), schema.schema(), false));
    }

    /// Keeps a compatibility level; returns when it is acknowledged.
    ///
    /// @param subject empty for all subjects without one of their own
    /// @throws KafkaException when it is not
    public void append(Optional<String> subject, Compatibility level) {
        write(new LogKey(LogKey.CONFIG, subject.orElse(null), null, 0), new ConfigValue(level.name()));
    }

    private void write(LogKey key, Object value) {
        try {
            producer.send(new ProducerRecord<>(
                            Topics.SCHEMAS, 0, json.writeValueAsBytes(key), json.writeValueAsBytes(value)))
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException("the schema log did not take a record: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing the schema log", interrupted);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void readInto(Subjects subjects, Properties client) {
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(LOG));
            consumer.seekToBeginning(List.of(LOG));
            long end = consumer.endOffsets(List.of(LOG)).getOrDefault(LOG, 0L);
            while (consumer.position(LOG) < end) {
                consumer.poll(POLL).forEach(record -> take(subjects, record));
            }
        }
    }

    private void take(Subjects subjects, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            LogKey key = read(record.key(), LogKey.class);
            switch (key.keytype()) {
                case LogKey.SCHEMA -> subjects.apply(registered(read(record.value(), SchemaValue.class)));
                case LogKey.CONFIG ->
                    subjects.apply(
                            Optional.ofNullable(key.subject()),
                            Compatibility.valueOf(
                                    read(record.value(), ConfigValue.class).compatibilityLevel()));
                default -> {} // NOOP and kinds that are a later issue: nothing here depends on them
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalStateException(
                    "record " + record.offset() + " of " + Topics.SCHEMAS + " is not a registry's: "
                            + new String(record.key(), StandardCharsets.UTF_8),
                    unreadable);
        }
    }

    private <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return Optional.ofNullable(json.readValue(bytes, type)).orElseThrow(() -> new IOException("JSON null"));
    }

    private static Registered registered(SchemaValue value) {
        return new Registered(value.subject(), value.version(), value.id(), value.schema());
    }

    private static void ensureTopic(Properties client) {
        var topic = new NewTopic(Topics.SCHEMAS, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + Topics.SCHEMAS + " cannot be made: " + refused.getCause(), refused);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while making " + Topics.SCHEMAS, interrupted);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
