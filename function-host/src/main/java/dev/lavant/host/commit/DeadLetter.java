package dev.lavant.host.commit;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// An event that a function could not handle: key, value and headers as they were, and why in `lavant.dlq.*`.
///
/// Kafka Connect's header names stand beside ours, for tools that know those (KIP-298).
///
/// @param topicId Kafka's id of the event's topic
/// @param usageId hexadecimal; joins the failure to its cost
public record DeadLetter(
        ConsumerRecord<byte[], byte[]> event, String topicId, Cause cause, History history, String usageId) {
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_STACK = 8_000;
    private static final String OURS = "lavant.dlq.";
    private static final String CONNECTS = "__connect.errors.";

    /// Why it was given up.
    ///
    /// @param code a [dev.lavant.host.invoke.FailureCode] as text
    /// @param failureClass `permanent` or `unknown`: whether a replay can help
    public record Cause(String code, String failureClass, Throwable error) {}

    /// What was tried.
    ///
    /// @param attempts handler runs
    /// @param firstFailure on the host that gave it up
    public record History(int attempts, Instant firstFailure, Instant lastFailure) {}

    /// The record for the function's dead-letter topic.
    public ProducerRecord<byte[], byte[]> toRecord(FunctionDeployment function, String hostId) {
        return record(function, event.value(), headers(function, hostId));
    }

    /// The record where the whole event does not fit: it still stands where the headers say.
    public ProducerRecord<byte[], byte[]> toRecordWithoutValue(FunctionDeployment function, String hostId) {
        RecordHeaders headers = headers(function, hostId);
        put(headers, OURS + "valuebytes", Integer.toString(event.serializedValueSize()));
        return record(function, null, headers);
    }

    private ProducerRecord<byte[], byte[]> record(
            FunctionDeployment function, byte @Nullable [] value, RecordHeaders headers) {
        return new ProducerRecord<>(Topics.deadLetters(function.getName()), null, event.key(), value, headers);
    }

    private RecordHeaders headers(FunctionDeployment function, String hostId) {
        var headers = new RecordHeaders(event.headers().toArray());
        put(headers, OURS + "topic", event.topic());
        put(headers, OURS + "topicid", topicId);
        put(headers, OURS + "partition", Integer.toString(event.partition()));
        put(headers, OURS + "offset", Long.toString(event.offset()));
        put(headers, OURS + "timestamp", Instant.ofEpochMilli(event.timestamp()).toString());
        put(headers, OURS + "function", Replays.function(function.getName()));
        put(headers, OURS + "revision", Integer.toString(function.getRevision()));
        put(headers, OURS + "group", function.getGroupId());
        put(headers, OURS + "tenant", function.getTenant());
        put(headers, OURS + "host", hostId);
        put(headers, OURS + "attempts", Integer.toString(history.attempts()));
        put(headers, OURS + "firstfailure", history.firstFailure().toString());
        put(headers, OURS + "lastfailure", history.lastFailure().toString());
        put(headers, OURS + "usageid", usageId);
        why(headers);
        asConnectDoes(headers);
        return headers;
    }

    private void why(RecordHeaders headers) {
        put(headers, OURS + "code", cause.code());
        put(headers, OURS + "class", cause.failureClass());
        put(headers, OURS + "exception", cause.error().getClass().getName());
        put(headers, OURS + "message", message());
        put(headers, OURS + "stack", stack());
    }

    private void asConnectDoes(RecordHeaders headers) {
        put(headers, CONNECTS + "topic", event.topic());
        put(headers, CONNECTS + "partition", Integer.toString(event.partition()));
        put(headers, CONNECTS + "offset", Long.toString(event.offset()));
        put(headers, CONNECTS + "exception.class.name", cause.error().getClass().getName());
        put(headers, CONNECTS + "exception.message", message());
    }

    private String message() {
        String message = cause.error().getMessage() == null
                ? cause.error().toString()
                : cause.error().getMessage();
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private String stack() {
        var text = new StringWriter();
        cause.error().printStackTrace(new PrintWriter(text));
        return text.toString().substring(0, Math.min(text.toString().length(), LONGEST_STACK));
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
