package dev.lavant.router.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an HTTP request as CloudEvents, in binary, structured or batch mode, and says what is wrong with one that is
/// none.
///
/// Source: CloudEvents HTTP protocol binding 1.0.2, sections 3.1 to 3.3.
final class EventReader {
    private static final String CLOUD_EVENTS = "application/cloudevents";
    private static final String JSON_BATCH = CLOUD_EVENTS + "-batch+json";
    private static final String HOW_TO =
            "Send the headers ce-specversion: 1.0, ce-id, ce-source and ce-type with the data as body,"
                    + " or one JSON object with content-type: " + JsonFormat.CONTENT_TYPE + ".";

    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final Set<String> TEXTS =
            Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema");

    /// Where the parser names its source and its own classes.
    private static final Pattern PARSERS_OWN = Pattern.compile(
            "\\s*\\((start marker|through reference chain|for |class |token )[^\\n]*|`?com\\.fasterxml[\\w.]*\\.(\\w+)`?");

    /// The SDK's own reader makes doubles of numbers, and 12.00 would arrive as 12.0: not with other people's money.
    private static final JsonMapper CODEC = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .build();

    private static final ObjectReader JSON = CODEC.readerFor(CloudEvent.class);

    private EventReader() {}

    /// What stands in a request.
    sealed interface Content {
        /// An event in binary or structured mode.
        record One(CloudEvent event) implements Content {}

        /// A batch, which may be empty.
        record Several(List<CloudEvent> events) implements Content {}
    }

    /// The events in a request.
    ///
    /// @param headers by their names as sent
    /// @throws Refusal 400 when it is not a CloudEvent 1.0 or a batch of them, 415 when it is in another format
    static Content read(Map<String, List<String>> headers, byte[] body) {
        String contentType = contentType(headers);
        if (contentType.startsWith(JSON_BATCH)) {
            return new Content.Several(batch(body));
        }
        if (contentType.startsWith(JsonFormat.CONTENT_TYPE)) {
            return new Content.One(complete(structured(tree(body))));
        }
        if (contentType.startsWith(CLOUD_EVENTS)) {
            throw new Refusal(415, "events are not taken as " + contentType, HOW_TO);
        }
        return new Content.One(complete(binary(AttributeHeaders.decoded(headers), body)));
    }

    /// Source: CloudEvents JSON format 1.0.2, section 4. One event that is none spoils the batch: nothing of it is
    /// written.
    private static List<CloudEvent> batch(byte[] body) {
        JsonNode array = tree(body);
        if (!array.isArray()) {
            throw notAnEvent("a batch is a JSON array of events");
        }
        var events = new ArrayList<CloudEvent>();
        for (int i = 0; i < array.size(); i++) {
            try {
                events.add(complete(structured(array.get(i))));
            } catch (Refusal wrong) {
                throw new Refusal(wrong.status(), "event " + i + " of the batch: " + wrong.getMessage(), wrong.fix());
            }
        }
        return events;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return CODEC.readTree(body);
        } catch (StreamConstraintsException beyond) {
            throw notAnEvent("the JSON is nested too deep, or a name or number in it is too long");
        } catch (JsonProcessingException broken) {
            throw notAnEvent(syntax(broken));
        } catch (IOException broken) {
            throw notAnEvent(broken.getMessage());
        }
    }

    /// What is wrong with JSON, with the place, and without what the parser says of itself.
    private static String syntax(JsonProcessingException broken) {
        String why = PARSERS_OWN.matcher(broken.getOriginalMessage()).replaceAll("");
        var place = broken.getLocation();
        return place == null ? why : why + ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static String contentType(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    private static CloudEvent structured(JsonNode json) {
        if (!json.isObject()) {
            throw notAnEvent(
                    "it must be a JSON object, not " + json.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        json.properties().forEach(field -> requireAttribute(field.getKey(), field.getValue()));
        if (json.has(DATA) && json.has(DATA_BASE64)) {
            throw notAnEvent("it has both data and data_base64");
        }
        try {
            return JSON.readValue(json);
        } catch (JsonProcessingException notOne) {
            throw notAnEvent(PARSERS_OWN.matcher(notOne.getOriginalMessage()).replaceAll(""));
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException | IOException notOne) {
            throw notAnEvent(notOne.getMessage());
        }
    }

    /// What the SDK does not look at either. Sources: CloudEvents 1.0.2, "Type System" and "Naming
    /// Conventions"; JSON format, section 2.2.
    private static void requireAttribute(String name, JsonNode value) {
        if (name.equals(DATA) || name.equals(DATA_BASE64)) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            throw notAnEvent("'" + name + "' is not the name of an attribute: those have only a-z and 0-9");
        }
        boolean text = value.isTextual() || value.isNull();
        if (!text
                && (TEXTS.contains(name)
                        || !(value.isBoolean() || (value.canConvertToInt() && value.isIntegralNumber())))) {
            throw notAnEvent(name + " must be "
                    + (TEXTS.contains(name) ? "a text" : "a text, true, false or an integer of 32 bits") + ", was "
                    + value.getNodeType().name().toLowerCase(Locale.ROOT));
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
