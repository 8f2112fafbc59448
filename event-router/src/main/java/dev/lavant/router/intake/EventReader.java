package dev.lavant.router.intake;

import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads an HTTP request as a CloudEvent, in binary or structured mode, and says what is wrong with one that is none.
///
/// Source: CloudEvents HTTP protocol binding 1.0, sections 3.1 and 3.2.
final class EventReader {
    private static final String BATCH = "application/cloudevents-batch";
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern PLATFORM = Pattern.compile("(lavant|billing)\\..*|_.*");

    private EventReader() {}

    /// Makes sure that producers may write to a topic.
    ///
    /// @throws Refusal 400 when Kafka allows no such name, 403 when it is the platform's own
    static void requireOpen(String topic) {
        if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new Refusal(
                    400,
                    "'" + topic + "' is not a Kafka topic name",
                    "Use 1 to 249 letters, digits, dots, underscores or hyphens.");
        }
        if (PLATFORM.matcher(topic).matches()) {
            throw new Refusal(
                    403, "topic '" + topic + "' belongs to the platform", "Send events to a topic of your own.");
        }
    }

    /// The event in a request.
    ///
    /// @param headers by their names as sent
    /// @throws Refusal 400 when it is not a CloudEvent, 415 when it is a batch
    static CloudEvent read(Map<String, List<String>> headers, byte[] body) {
        if (contentType(headers).startsWith(BATCH)) {
            throw new Refusal(415, "batches of events are not taken yet", "Send each event in a request of its own.");
        }
        try {
            return HttpMessageFactory.createReaderFromMultimap(headers, body).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException notOne) {
            throw new Refusal(
                    400,
                    "the request is not a CloudEvent: " + reason(notOne),
                    "Send the headers ce-specversion: 1.0, ce-id, ce-source and ce-type with the data as body,"
                            + " or one JSON object with content-type: application/cloudevents+json.");
        }
    }

    private static String contentType(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
    }

    private static String reason(RuntimeException notOne) {
        Throwable cause = notOne.getCause() == null ? notOne : notOne.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
