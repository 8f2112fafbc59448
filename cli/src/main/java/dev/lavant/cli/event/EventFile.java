package dev.lavant.cli.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.filter.EventHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/// CloudEvents in structured JSON, one or an array of them, as they will stand in Kafka: every attribute is text there.
///
/// Source: CloudEvents JSON format 1.0.2, sections 3 and 4.
public final class EventFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> DATA = Set.of("data", "data_base64");

    private EventFile() {}

    /// The events in a text.
    ///
    /// @param headers that the records will have beside the attributes
    /// @throws CommandFailed with exit code 5 when it is not JSON or holds something else
    public static List<EventHeaders> events(String text, Map<String, String> headers) {
        JsonNode json = parsed(text);
        List<JsonNode> nodes =
                json.isArray() ? StreamSupport.stream(json.spliterator(), false).toList() : List.of(json);
        return nodes.stream().map(node -> event(node, headers)).toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw noEvent(broken.getOriginalMessage() + ", at line "
                            + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr())
                    .causedBy(broken);
        }
    }

    private static EventHeaders event(JsonNode node, Map<String, String> headers) {
        if (node.isMissingNode()) {
            throw noEvent("It is empty.");
        }
        if (!node.isObject()) {
            throw noEvent("It holds " + node + " where an event should be.");
        }
        Map<String, String> texts = new HashMap<>(headers);
        node.properties().stream()
                .filter(entry ->
                        !DATA.contains(entry.getKey()) && entry.getValue().isValueNode())
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> texts.put(
                        entry.getKey().equals("datacontenttype") ? "content-type" : "ce_" + entry.getKey(),
                        entry.getValue().asText()));
        return new EventHeaders(texts);
    }

    private static CommandFailed noEvent(String why) {
        return new CommandFailed(
                Exit.CHECK_FAILED,
                "the file holds no CloudEvent in structured JSON",
                why,
                "Write one:  {\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/shop\", \"type\": \"shop.sold\"}");
    }
}
