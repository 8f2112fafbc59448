package dev.lavant.router.intake;

import dev.lavant.schemas.json.AvroFromJson;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.SchemaRegistry;
import dev.lavant.schemas.wire.UnreadableRecord;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/// Makes events fit their topics: where a topic's values have a schema in the registry, JSON becomes Avro of the newest
/// one, and what fits none is refused.
///
/// A topic's schema is asked for again after ten seconds; while the registry is away the one that was known stays.
/// Thread-safe.
public final class TopicSchemas {
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);
    private static final String AVRO = "application/avro";
    private static final Pattern JSON_TYPE = Pattern.compile("(application|text)/([\\w.!#$&^+-]+\\+)?json\\s*(;.*)?");

    private final SchemaRegistry registry;
    private final AvroWire wire;
    private final ConcurrentMap<String, Known> topics = new ConcurrentHashMap<>();

    public TopicSchemas(SchemaRegistry registry) {
        this.registry = registry;
        this.wire = new AvroWire(registry);
    }

    /// What a topic's values are, as it was asked last.
    private static final class Known {
        final ReentrantLock lock = new ReentrantLock(); // over asking
        volatile Optional<Answer> answer = Optional.empty();
    }

    /// @param schema empty where the values have none
    private record Answer(Optional<Schema> schema, long untilNanos) {
        static Answer of(Optional<Schema> schema) {
            return new Answer(schema, System.nanoTime() + KNOWN_FOR.toNanos());
        }

        boolean fresh() {
            return System.nanoTime() - untilNanos < 0;
        }
    }

    /// Events as they are to be written to a topic.
    ///
    /// @throws Refusal 400 when data do not fit the schema, saying which field and why, 415 when they are neither
    ///     JSON nor Avro, 503 when the registry is away and the schema was never known
    List<CloudEvent> fitted(String topic, List<CloudEvent> events) {
        if (events.stream().allMatch(event -> event.getData() == null)) {
            return events;
        }
        Optional<Schema> schema = schema(topic);
        if (schema.isEmpty()) {
            return events;
        }
        var fitted = new ArrayList<CloudEvent>();
        for (CloudEvent event : events) {
            fitted.add(fitted(
                    topic,
                    schema.get(),
                    event,
                    events.size() == 1 ? "" : "event " + fitted.size() + " of the batch: "));
        }
        return fitted;
    }

    private CloudEvent fitted(String topic, Schema schema, CloudEvent event, String which) {
        CloudEventData data = event.getData();
        if (data == null) {
            return event;
        }
        String type = Optional.ofNullable(event.getDataContentType()).orElse("").toLowerCase(Locale.ROOT);
        byte[] bytes = data.toBytes();
        if (type.startsWith(AVRO) || AvroWire.looksFramed(bytes)) {
            requireReadable(topic, schema, bytes, which);
            return event;
        }
        if (!type.isEmpty() && !JSON_TYPE.matcher(type).matches()) {
            throw new Refusal(
                    415,
                    which + "topic " + topic + " holds " + schema.getName() + " in Avro, and the data are " + type,
                    "Send JSON with content-type: application/json, or Avro in the Confluent wire format with " + AVRO
                            + ".");
        }
        byte[] avro = wire.encode(topic, record(topic, schema, bytes, which));
        return CloudEventBuilder.v1(event).withData(AVRO, avro).build();
    }

    private static GenericRecord record(String topic, Schema schema, byte[] json, String which) {
        try {
            return AvroFromJson.of(schema, new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unfit) {
            throw new Refusal(
                    400,
                    which + "the data do not fit " + schema.getName() + ", which topic " + topic + " holds: "
                            + unfit.getMessage(),
                    fix(topic));
        }
    }

    private void requireReadable(String topic, Schema schema, byte[] bytes, String which) {
        try {
            GenericRecord _ = wire.decodeGeneric(bytes);
        } catch (UnreadableRecord unreadable) {
            throw new Refusal(
                    400,
                    which + "the data are no Avro that topic " + topic + " could hold, it holds " + schema.getName(),
                    "Send it in the Confluent wire format: a zero byte, four bytes with the schema's id, Avro binary; or"
                            + " as JSON.");
        } catch (RegistryUnavailable away) {
            throw away(topic);
        }
    }

    private static String fix(String topic) {
        return "Ask the schema registry for /subjects/" + AvroWire.subject(topic)
                + "/versions/latest, and mend the data.";
    }

    private Optional<Schema> schema(String topic) {
        Known known = topics.computeIfAbsent(topic, _ -> new Known());
        Optional<Answer> answer = known.answer;
        if (answer.isPresent() && (answer.get().fresh() || !known.lock.tryLock())) {
            return answer.get().schema(); // at most one asks, and the others do not wait
        }
        if (answer.isEmpty()) {
            known.lock.lock();
        }
        try {
            Answer now = known.answer.filter(Answer::fresh).orElseGet(() -> asked(topic, known.answer));
            known.answer = Optional.of(now);
            return now.schema();
        } finally {
            known.lock.unlock();
        }
    }

    private Answer asked(String topic, Optional<Answer> before) {
        try {
            return Answer.of(registry.newest(AvroWire.subject(topic)).map(SchemaRegistry.Registered::schema));
        } catch (RegistryUnavailable away) {
            return before.map(Answer::schema).map(Answer::of).orElseThrow(() -> away(topic));
        }
    }

    private static Refusal away(String topic) {
        return new Refusal(
                503,
                "the schema registry does not answer, and whether topic " + topic + " holds Avro is not known",
                "Send the event again later.");
    }
}
