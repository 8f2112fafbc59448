package dev.lavant.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lavant.filter.cesql.NotCesql;
import dev.lavant.filter.cesql.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Reads filters as CloudEvents subscriptions write them in JSON: `[{"prefix": {"type": "shop."}}, {"not":
/// …}]`, all of which must be true; one alone needs no array. Source: CloudEvents Subscriptions API, sections
/// 3.2.1 and 3.2.4.
final class Dialects {
    private static final String THERE_ARE = "there are exact, prefix, suffix, all, any, not and sql";

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private Dialects() {}

    /// @throws IllegalArgumentException with the place
    static Condition read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node.isArray() ? new Condition.All(several(node, "filters")) : condition(node, "filters");
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw new IllegalArgumentException(
                    broken.getOriginalMessage() + ", at line " + place.getLineNr() + ", column " + place.getColumnNr(),
                    broken);
        }
    }

    private static List<Condition> several(JsonNode array, String path) {
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < array.size(); i++) {
            conditions.add(condition(array.get(i), path + "[" + i + "]"));
        }
        return conditions;
    }

    private static Condition condition(JsonNode node, String path) {
        if (!node.isObject() || node.size() != 1) {
            throw wrong(path, "must be an object with the name of one dialect: " + THERE_ARE);
        }
        Map.Entry<String, JsonNode> dialect = node.properties().iterator().next();
        String inside = path + "." + dialect.getKey();
        return switch (dialect.getKey()) {
            case "exact" -> fields(dialect.getValue(), inside, Condition.Exact::new);
            case "prefix" -> fields(dialect.getValue(), inside, Condition.Prefix::new);
            case "suffix" -> fields(dialect.getValue(), inside, Condition.Suffix::new);
            case "all" -> new Condition.All(atLeastOne(dialect.getValue(), inside));
            case "any" -> new Condition.Any(atLeastOne(dialect.getValue(), inside));
            case "not" -> new Condition.Not(condition(dialect.getValue(), inside));
            case "sql" -> sql(dialect.getValue(), inside);
            default -> throw wrong(path, "has no dialect '" + dialect.getKey() + "': " + THERE_ARE);
        };
    }

    private static Condition fields(JsonNode node, String path, BiFunction<Field, String, Condition> made) {
        if (!node.isObject() || node.isEmpty()) {
            throw wrong(path, "must be an object with the names of attributes and a text for each");
        }
        List<Condition> conditions = node.properties().stream()
                .map(field -> made.apply(field(field.getKey(), path), text(field, path)))
                .toList();
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.All(conditions);
    }

    private static Field field(String key, String path) {
        return Field.of(key)
                .orElseThrow(() -> wrong(
                        path,
                        "has '" + key + "', which is neither an attribute (a-z and 0-9) nor " + Field.HEADER + "NAME"));
    }

    private static String text(Map.Entry<String, JsonNode> field, String path) {
        if (!field.getValue().isTextual() || field.getValue().textValue().isEmpty()) {
            throw wrong(path + "." + field.getKey(), "must be a text and not empty");
        }
        return field.getValue().textValue();
    }

    private static List<Condition> atLeastOne(JsonNode node, String path) {
        if (!node.isArray() || node.isEmpty()) {
            throw wrong(path, "must be an array with at least one filter");
        }
        return several(node, path);
    }

    private static Condition sql(JsonNode node, String path) {
        if (!node.isTextual()) {
            throw wrong(path, "must be a CESQL text");
        }
        try {
            return new Condition.Sql(node.textValue(), Parser.parse(node.textValue()));
        } catch (NotCesql notOne) {
            throw new IllegalArgumentException(path + ": " + Filter.placed(notOne, node.textValue()), notOne);
        }
    }

    private static IllegalArgumentException wrong(String path, String why) {
        return new IllegalArgumentException(path + " " + why);
    }
}
