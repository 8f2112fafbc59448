package dev.lavant.host.invoke;

import dev.lavant.function.Out;
import dev.lavant.host.meter.Source;
import dev.lavant.host.meter.UsageIds;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.AvroWire;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private final AvroWire wire;
    private final ObjectMapper json;

    OutputWriter(FunctionDeployment function, AvroWire wire, ObjectMapper json) {
        this.function = function;
        this.wire = wire;
        this.json = json;
    }

    /// @param returned `null`, a value, an `Optional`, an [Out], or a `List` of values or [Out]s
    List<ProducerRecord<byte[], byte[]>> write(
            @Nullable Object returned, ConsumerRecord<byte[], byte[]> cause, Source source) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (Out<?> out : outs(returned).toList()) {
            records.add(record(out, cause, source, records.size()));
        }
        return records;
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

    private ProducerRecord<byte[], byte[]> record(
            Out<?> out, ConsumerRecord<byte[], byte[]> cause, Source source, int index) {
        String topic = function.getOutputTopics().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "function " + function.getName() + " returned a value but declares no output topic"));
        byte[] key =
                out.key().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElseGet(cause::key);
        Encoded value = encode(topic, out.value());
        return new ProducerRecord<>(topic, null, key, value.bytes(), headers(value, cause, source, index));
    }

    private RecordHeaders headers(Encoded value, ConsumerRecord<byte[], byte[]> cause, Source source, int index) {
        String usageId = UsageIds.hex(UsageIds.of(function.getName(), function.getGroupId(), source));
        var headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", usageId + "-" + index);
        put(headers, "ce_source", "/" + function.getTenant() + "/" + function.getName());
        put(headers, "ce_type", value.type());
        put(headers, "ce_time", Instant.now().toString());
        put(headers, "ce_lavantcause", usageId);
        put(headers, "content-type", value.contentType());
        Header trace = cause.headers().lastHeader(TRACE_PARENT);
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
