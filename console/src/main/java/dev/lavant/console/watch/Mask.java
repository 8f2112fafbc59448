package dev.lavant.console.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Fields of dead letters that nobody is shown. `card.number` is the field `number` of a field `card`, wherever that
/// stands; a name alone is also that of a header, with or without `ce_`, and of the event's `key` and the `message` of
/// its exception. Case does not matter.
public final class Mask {
    /// The variable of the environment that says which fields.
    public static final String SETTING = "LAVANT_CONSOLE_MASK";

    /// What is shown instead.
    static final String HIDDEN = "•••";

    /// Nothing is hidden.
    public static final Mask NONE = new Mask(List.of());

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<List<String>> fields;

    private Mask(List<List<String>> fields) {
        this.fields = List.copyOf(fields);
    }

    /// Reads the fields of a setting.
    ///
    /// @param text names with commas between them, e.g. `card.number,email`; empty for none
    /// @throws IllegalArgumentException when one is no name
    public static Mask of(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        return new Mask(Arrays.stream(text.split(",", -1)).map(Mask::path).toList());
    }

    private static List<String> path(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (!name.matches("[\\w-]+(\\.[\\w-]+)*")) {
            throw new IllegalArgumentException("'" + text.strip() + "' is not the name of a field such as card.number");
        }
        return List.of(name.split("\\.", -1));
    }

    /// A header, the key or the exception's message, as it may be shown.
    ///
    /// @param name of the header
    String named(String name, String text) {
        String plain = name.toLowerCase(Locale.ROOT);
        return hides(List.of(plain)) || hides(List.of(plain.replaceFirst("^ce_", ""))) ? HIDDEN : text;
    }

    /// A text of JSON, as it may be shown; of another text no field can be told from the next, so nothing of it is.
    String content(String text) {
        if (fields.isEmpty() || text.isEmpty()) {
            return text;
        }
        return json(text)
                .map(content -> {
                    hide(content, new ArrayList<>());
                    return content.toString();
                })
                .orElse(HIDDEN);
    }

    /// Bytes in which no field can be found.
    String opaque(String shown) {
        return fields.isEmpty() ? shown : HIDDEN;
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private void hide(JsonNode content, List<String> path) {
        if (content instanceof ObjectNode object) {
            for (String name : List.copyOf(names(object))) {
                path.addLast(name.toLowerCase(Locale.ROOT));
                if (hides(path)) {
                    object.put(name, HIDDEN);
                } else {
                    hide(object.path(name), path);
                }
                path.removeLast();
            }
            return;
        }
        content.forEach(item -> hide(item, path));
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private boolean hides(List<String> path) {
        return fields.stream()
                .anyMatch(field -> path.size() >= field.size()
                        && path.subList(path.size() - field.size(), path.size()).equals(field));
    }
}
