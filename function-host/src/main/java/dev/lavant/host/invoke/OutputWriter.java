package dev.lavant.host.invoke;

import dev.lavant.function.Out;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.meter.Source;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.wire.AvroWire;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Turns what a handler returned into records for its output topic, as CloudEvents in Kafka's binary mode.
///
/// The id of an output is made of the delivery that caused it, so that work done again after a crash emits the
/// same ids. Thread-safe. Source: CloudEvents Kafka protocol binding 1.0, section 3.2.
final class OutputWriter {
    private static final String TRACE_PARENT = "traceparent";

    private final FunctionDeployment function;
    private final String sourceUri;
    private final AvroWire wire;
    private final ObjectMapper json;
    private final HostTime time;

    OutputWriter(FunctionDeployment function, AvroWire wire, ObjectMapper json, HostTime time) {
        this.function = function;
        this.sourceUri = "/" + function.getTenant() + "/" + Replays.function(function.getName());
        this.wire = wire;
        this.json = json;
        this.time = time;
    }

    /// @param returned `null`, a value, an `Optional`, an [Out], or a `List` of values or [Out]s
    /// @param causes what the handler was called with; the first one is the cause of all outputs
    List<ProducerRecord<byte[], byte[]>> write(@Nullable Object returned, List<Delivery> causes) {
        if (returned == null) {
            return List.of();
        }
        var cause = new Cause(causes.getFirst(), causes.size() == 1, Lineage.after(causes));
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (Out<?> out : outs(returned).toList()) {
            records.add(record(out, cause, records.size()));
        }
        return records;
    }

    /// @param alone false when it was handled in a batch with others
    /// @param lineage of what comes of it
    private record Cause(Delivery event, boolean alone, Lineage lineage) {
        byte @Nullable [] key() {
            return alone ? event.record().key() : null;
        }
    }

    private static Stream<Out<?>> outs(@Nullable Object returned) {
        return switch (returned) {
            case null -> Stream.empty();
            case Optional<?> perhaps -> outs(perhaps.orElse(null));
            case List<?> several -> several.stream().flatMap(OutputWriter::outs);
            case Out<?> out -> Stream.of(out);
            default -> Stream.of(Out.of(returned));
        };
    }

    private ProducerRecord<byte[], byte[]> record(Out<?> out, Cause cause, int index) {
        String topic = topic(out);
        byte[] key =
                out.key().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElseGet(cause::key);
        Encoded value = encode(topic, out.value());
        return new ProducerRecord<>(topic, null, key, value.bytes(), headers(out, value, cause, index));
    }

    private String topic(Out<?> out) {
        List<String> declared = function.getOutputTopics();
        String topic = out.topic().orElseGet(() -> declared.isEmpty() ? "" : declared.getFirst());
        if (!declared.contains(topic)) {
            throw new UndeclaredOutput("function " + function.getName() + " returned a value for topic '" + topic
                    + "', its outputs are " + declared + ": add the topic to outputs of @EventFunction");
        }
        return topic;
    }

    private RecordHeaders headers(Out<?> out, Encoded value, Cause cause, int index) {
        Source source = cause.event().source();
        String usageId = UsageIds.hex(UsageIds.of(
                function.getName(), function.getGroupId(), source.topicId(), source.partition(), source.offset()));
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", usageId + "-" + index);
        attributes.put("source", sourceUri);
        attributes.put("type", value.type());
        attributes.put("time", time.now().toString());
        attributes.putAll(out.attributes());
        attributes.put("lavantcause", usageId); // by which whoever called the function finds its results
        cause.lineage().into(attributes);
        var headers = new RecordHeaders();
        attributes.forEach((name, text) -> put(headers, "ce_" + name, text));
        put(headers, "content-type", value.contentType());
        Header trace = cause.event().record().headers().lastHeader(TRACE_PARENT);
        if (trace != null) {
            headers.add(TRACE_PARENT, trace.value());
        }
        return headers;
    }

    private Encoded encode(String topic, Object value) {
        return switch (value) {
            case IndexedRecord avro ->
                new Encoded(
                        wire.encode(topic, avro),
                        "application/avro",
                        avro.getSchema().getFullName());
            case String text -> new Encoded(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", "text");
            case byte[] bytes -> new Encoded(bytes, "application/octet-stream", "bytes");
            default ->
                new Encoded(toJson(value), "application/json", value.getClass().getName());
        };
    }

    private byte[] toJson(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (IOException notWritable) {
            throw new UncheckedIOException(
                    "a returned " + value.getClass().getName() + " cannot be written as JSON", notWritable);
        }
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one call
    private record Encoded(byte[] bytes, String contentType, String type) {}
}
