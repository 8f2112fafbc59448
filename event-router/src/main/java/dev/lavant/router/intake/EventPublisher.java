package dev.lavant.router.intake;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes events to Kafka, acknowledged by all in-sync replicas, or says within a few seconds why it cannot.
///
/// Thread-safe.
public final class EventPublisher implements AutoCloseable {
    private static final Duration TOPIC_KNOWN_FOR = Duration.ofSeconds(30);
    /// For how long an event that is sent again is known, and how many are: some 15 MB.
    private static final Duration SAME_WITHIN = Duration.ofMinutes(10);

    private static final int MOST_RECENT = 100_000;
    private static final int PATIENCE_MILLIS = 3_000;
    private static final int ATTRIBUTE_BYTES = 65_536; // more than an HTTP server takes as headers

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final RecentEvents recent = new RecentEvents(SAME_WITHIN, MOST_RECENT);
    private final ConcurrentMap<String, Known> topics = new ConcurrentHashMap<>();

    /// @param maxEventBytes size of the largest event; the topic may want it smaller
    public EventPublisher(Properties client, int maxEventBytes) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.addExact(maxEventBytes, ATTRIBUTE_BYTES));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS - 500);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        var questions = new Properties();
        questions.putAll(client);
        questions.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS - 500);
        questions.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        admin = Admin.create(questions);
    }

    /// Where an event stands.
    ///
    /// @param again it was sent before, and stands there once
    record Written(RecordMetadata place, boolean again) {}

    /// A topic that is there.
    ///
    /// @param id Kafka's, in its base64 form
    private record Known(String id, Instant until) {}

    /// An event on its way.
    ///
    /// @param place completed when Kafka has it, or will not
    private record Sending(CompletableFuture<RecordMetadata> place, boolean again) {}

    /// Writes events, those that are new; returns when all are acknowledged. In their order, those of one key.
    ///
    /// @throws Refusal 404 when the topic is not there, 413 when Kafka finds one too large, 503 when Kafka is away.
    ///     Some may have been written then; they are known when all are sent again
    List<Written> publish(String topic, List<CloudEvent> events, Trace trace) {
        String _ = topicId(topic);
        List<Sending> sending =
                events.stream().map(event -> send(topic, event, trace)).toList();
        return sending.stream()
                .map(one -> new Written(await(topic, one.place()), one.again()))
                .toList();
    }

    private Sending send(String topic, CloudEvent event, Trace trace) {
        return switch (recent.claim(topic, event.getSource().toString(), event.getId(), Instant.now())) {
            case RecentEvents.Claim.Again(var place) -> new Sending(place, true);
            case RecentEvents.Claim.First(var place) -> {
                write(topic, event, trace, place);
                yield new Sending(place, false);
            }
        };
    }

    /// However that goes, whoever waits for the same event is told.
    private void write(String topic, CloudEvent event, Trace trace, CompletableFuture<RecordMetadata> place) {
        try {
            var _ = producer.send(record(topic, event, trace), (written, failed) -> {
                if (failed == null) {
                    place.complete(written);
                } else {
                    place.completeExceptionally(failed);
                }
            });
        } catch (RuntimeException notSent) {
            place.completeExceptionally(notSent);
            throw notSent;
        }
    }

    /// An event as it stands in a topic.
    static ProducerRecord<byte[], byte[]> record(String topic, CloudEvent event, Trace trace) {
        byte[] key =
                key(event).map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        ProducerRecord<byte[], byte[]> record =
                KafkaMessageFactory.<byte[]>createWriter(topic, key).writeBinary(event);
        trace.into(record.headers());
        return record;
    }

    /// CloudEvents' `partitionkey`, else its `subject`: events of one key keep their order.
    /// Source: CloudEvents partitioning extension.
    private static Optional<String> key(CloudEvent event) {
        return Optional.ofNullable(event.getExtension("partitionkey"))
                .map(Object::toString)
                .filter(key -> !key.isEmpty())
                .or(() -> Optional.ofNullable(event.getSubject()));
    }

    /// Kafka's id of a topic, as it was half a minute ago at most.
    ///
    /// @throws Refusal 404 when the topic is not there, 503 when Kafka is away
    String topicId(String topic) {
        var now = Instant.now();
        Known known = topics.get(topic);
        if (known != null && now.isBefore(known.until())) {
            return known.id();
        }
        var descriptions = await(topic, admin.describeTopics(List.of(topic)).allTopicNames());
        String id = Objects.requireNonNull(descriptions.get(topic)).topicId().toString();
        topics.put(topic, new Known(id, now.plus(TOPIC_KNOWN_FOR)));
        return id;
    }

    private static <T> T await(String topic, Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw refusal(topic, failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server is stopping", "Send the event again.");
        }
    }

    private static RuntimeException refusal(String topic, Throwable cause) {
        return switch (cause) {
            case UnknownTopicOrPartitionException _ ->
                new Refusal(
                        404,
                        "there is no topic '" + topic + "'",
                        "Deploy a function that reads it, or make it with any Kafka tool.");
            case RecordTooLargeException large ->
                new Refusal(413, "Kafka finds the event too large: " + large.getMessage(), "Send a reference to it.");
            case RetriableException away ->
                new Refusal(503, "Kafka did not answer: " + away.getMessage(), "Send the event again later.");
            default -> new IllegalStateException("an event for " + topic + " was not written", cause);
        };
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(3));
        admin.close(Duration.ofSeconds(3));
    }
}
