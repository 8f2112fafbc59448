package dev.lavant.router.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an HTTP request as a CloudEvent, in binary or structured mode, and says what is wrong with one that is none.
///
/// Source: CloudEvents HTTP protocol binding 1.0.2, sections 3.1 and 3.2.
final class EventReader {
    private static final String CLOUD_EVENTS = "application/cloudevents";
    private static final String BATCH = CLOUD_EVENTS + "-batch";
    private static final String HOW_TO =
            "Send the headers ce-specversion: 1.0, ce-id, ce-source and ce-type with the data as body,"
                    + " or one JSON object with content-type: " + JsonFormat.CONTENT_TYPE + ".";

    /// The SDK's own reader makes doubles of numbers, and 12.00 would arrive as 12.0: not with other people's money.
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .build()
            .readerFor(CloudEvent.class);

    private EventReader() {}

    /// The event in a request.
    ///
    /// @param headers by their names as sent
    /// @throws Refusal 400 when it is not a CloudEvent 1.0, 415 when it is a batch or in another format
    static CloudEvent read(Map<String, List<String>> headers, byte[] body) {
        String contentType = contentType(headers);
        if (contentType.startsWith(BATCH)) {
            throw new Refusal(415, "batches of events are not taken yet", "Send each event in a request of its own.");
        }
        if (contentType.startsWith(JsonFormat.CONTENT_TYPE)) {
            return complete(structured(body));
        }
        if (contentType.startsWith(CLOUD_EVENTS)) {
            throw new Refusal(415, "events are not taken as " + contentType, HOW_TO);
        }
        return complete(binary(AttributeHeaders.decoded(headers), body));
    }

    private static String contentType(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    private static CloudEvent structured(byte[] body) {
        try {
            return Optional.<CloudEvent>ofNullable(JSON.readValue(body))
                    .orElseThrow(() -> notAnEvent("the JSON is null"));
        } catch (JsonProcessingException notOne) {
            throw notAnEvent(notOne.getOriginalMessage());
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException | IOException notOne) {
            throw notAnEvent(notOne.getMessage());
        }
    }

    private static CloudEvent binary(Map<String, List<String>> headers, byte[] body) {
        try {
            return HttpMessageFactory.createReaderFromMultimap(headers, body).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException notOne) {
            throw notAnEvent(notOne.getMessage());
        }
    }

    /// What the SDK does not look at. Source: CloudEvents 1.0.2, "Required attributes".
    private static CloudEvent complete(CloudEvent event) {
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw notAnEvent("specversion must be 1.0, was " + event.getSpecVersion());
        }
        event.getAttributeNames().stream()
                .filter(name -> "".equals(String.valueOf(event.getAttribute(name))))
                .findFirst()
                .ifPresent(name -> {
                    throw notAnEvent(name + " must not be empty");
                });
        return event;
    }

    private static Refusal notAnEvent(@Nullable String why) {
        return new Refusal(400, "the request is not a CloudEvent: " + why, HOW_TO);
    }
}
