package dev.lavant.host.commit;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// An event that a function could not handle: key, value and headers as they were, and why in `lavant.dlq.*`.
///
/// Kafka Connect's header names stand beside ours, for tools that know those.
///
/// @param code a [dev.lavant.host.invoke.FailureCode] as text
/// @param failureClass `permanent` or `unknown`: whether a replay can help
/// @param attempts handler runs
/// @param usageId hexadecimal; joins the failure to its cost
public record DeadLetter(
        ConsumerRecord<byte[], byte[]> event,
        String topicId,
        String code,
        String failureClass,
        Throwable error,
        int attempts,
        String usageId) {
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_STACK = 8_000;

    /// The record for the function's dead-letter topic.
    public ProducerRecord<byte[], byte[]> toRecord(FunctionDeployment function, String hostId, Instant now) {
        var headers = new RecordHeaders(event.headers().toArray());
        put(headers, "lavant.dlq.topic", event.topic());
        put(headers, "lavant.dlq.topicid", topicId);
        put(headers, "lavant.dlq.partition", Integer.toString(event.partition()));
        put(headers, "lavant.dlq.offset", Long.toString(event.offset()));
        put(
                headers,
                "lavant.dlq.timestamp",
                Instant.ofEpochMilli(event.timestamp()).toString());
        put(headers, "lavant.dlq.function", function.getName());
        put(headers, "lavant.dlq.revision", Integer.toString(function.getRevision()));
        put(headers, "lavant.dlq.group", function.getGroupId());
        put(headers, "lavant.dlq.tenant", function.getTenant());
        put(headers, "lavant.dlq.host", hostId);
        put(headers, "lavant.dlq.code", code);
        put(headers, "lavant.dlq.class", failureClass);
        put(headers, "lavant.dlq.exception", error.getClass().getName());
        put(headers, "lavant.dlq.message", message());
        put(headers, "lavant.dlq.stack", stack());
        put(headers, "lavant.dlq.attempts", Integer.toString(attempts));
        put(headers, "lavant.dlq.lastfailure", now.toString());
        put(headers, "lavant.dlq.usageid", usageId);
        put(headers, "__connect.errors.topic", event.topic());
        put(headers, "__connect.errors.partition", Integer.toString(event.partition()));
        put(headers, "__connect.errors.offset", Long.toString(event.offset()));
        put(headers, "__connect.errors.exception.class.name", error.getClass().getName());
        put(headers, "__connect.errors.exception.message", message());
        return new ProducerRecord<>(Topics.deadLetters(function.getName()), null, event.key(), event.value(), headers);
    }

    private String message() {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private String stack() {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString().substring(0, Math.min(text.toString().length(), LONGEST_STACK));
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
