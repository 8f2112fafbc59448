package dev.lavant.manifest;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lavant.manifest.FunctionManifest.Data;
import dev.lavant.manifest.FunctionManifest.Format;
import dev.lavant.manifest.FunctionManifest.Payload;
import dev.lavant.manifest.FunctionManifest.Shape;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The JSON file that holds the functions of one class, for whoever deploys the jar without starting it.
///
/// The same functions give the same bytes, so that a jar's hash tells whether anything changed.
public final class ManifestFile {
    /// Folder of these files in a jar.
    public static final String FOLDER = "META-INF/lavant/functions";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEFAULTS = "defaults";

    private ManifestFile() {}

    /// Name of the file for a class.
    ///
    /// @param className as `Class.forName` wants it
    public static String name(String className) {
        return className + ".json";
    }

    /// Writes all functions of a class, in the order of the source.
    public static void write(List<FunctionManifest> functions, Writer to) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        functions.forEach(function -> array.add(node(function)));
        to.write(writer().writeValueAsString(array) + "\n");
    }

    /// Reads them again.
    ///
    /// @throws IOException when the bytes are not such a file
    public static List<FunctionManifest> read(byte[] file) throws IOException {
        var functions = new ArrayList<FunctionManifest>();
        try {
            JSON.readTree(file).forEach(node -> functions.add(function(node)));
        } catch (IllegalArgumentException incomplete) {
            throw new IOException("not a function manifest of this version: " + incomplete.getMessage(), incomplete);
        }
        return functions;
    }

    private static ObjectWriter writer() {
        var everywhereTheSame = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(everywhereTheSame));
    }

    private static ObjectNode node(FunctionManifest function) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", function.name())
                .put("class", function.handlerClass())
                .put("method", function.handlerMethod())
                .put("description", function.description());
        node.set(
                "payload",
                data(function.payload().data())
                        .put("shape", word(function.payload().shape())));
        function.result().ifPresent(result -> node.set("result", data(result)));
        ObjectNode settings = node.putObject("settings");
        function.settings().values().forEach((setting, value) -> put(settings, setting, value.text()));
        ArrayNode defaults = node.putArray(DEFAULTS);
        function.settings().values().forEach((setting, value) -> {
            if (value.origin() == Origin.DEFAULT) {
                defaults.add(setting.key());
            }
        });
        return node;
    }

    private static ObjectNode data(Data data) {
        return JSON.createObjectNode().put("type", data.type()).put("format", word(data.format()));
    }

    private static void put(ObjectNode settings, Setting setting, String text) {
        switch (setting.kind()) {
            case LIST -> {
                ArrayNode list = settings.putArray(setting.key());
                Settings.none()
                        .with(setting, text, Origin.DEFAULT)
                        .list(setting)
                        .forEach(list::add);
            }
            case NUMBER -> settings.put(setting.key(), Integer.parseInt(text));
            case TEXT, DURATION, SIZE -> settings.put(setting.key(), text);
        }
    }

    private static FunctionManifest function(JsonNode node) {
        return new FunctionManifest(
                node.required("name").asText(),
                node.required("class").asText(),
                node.required("method").asText(),
                node.required("description").asText(),
                new Payload(
                        data(node.required("payload")),
                        Shape.valueOf(constant(node.required("payload").required("shape")))),
                Optional.ofNullable(node.get("result")).map(ManifestFile::data),
                settings(node));
    }

    private static Data data(JsonNode node) {
        return new Data(node.required("type").asText(), Format.valueOf(constant(node.required("format"))));
    }

    private static Settings settings(JsonNode node) {
        var defaults = StreamSupport.stream(node.required(DEFAULTS).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        var settings = Settings.none();
        for (Map.Entry<String, JsonNode> entry : node.required("settings").properties()) {
            Origin origin = defaults.contains(entry.getKey()) ? Origin.DEFAULT : Origin.ANNOTATION;
            settings = settings.with(known(entry.getKey()), text(entry.getValue()), origin);
        }
        return settings;
    }

    private static Setting known(String key) {
        return Setting.of(key).orElseThrow(() -> new IllegalArgumentException("there is no setting " + key));
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","))
                : value.asText();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(JsonNode word) {
        return word.asText().toUpperCase(Locale.ROOT);
    }
}
