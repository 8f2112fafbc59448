package dev.lavant.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// Writes the functions of one class as JSON, for whoever deploys the jar without starting it.
///
/// The same source gives the same bytes, so that a jar's hash tells whether anything changed.
final class ManifestWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private ManifestWriter() {}

    /// Where the manifest of a class stands in its jar.
    ///
    /// @param className as `Class.forName` wants it
    static String path(String className) {
        return "lavant/functions/" + className + ".json";
    }

    /// Writes all functions of a class as one array, in the order of the source.
    static void write(List<FunctionEntry> functions, Writer to) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(to)) {
            var everywhereTheSame = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter()
                    .withArrayIndenter(everywhereTheSame)
                    .withObjectIndenter(everywhereTheSame));
            json.writeStartArray();
            for (FunctionEntry function : functions) {
                function(json, function);
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    private static void function(JsonGenerator json, FunctionEntry function) throws IOException {
        Declaration declared = function.declared();
        json.writeStartObject();
        json.writeStringField("name", declared.name());
        json.writeStringField("class", function.handlerClass());
        json.writeStringField("method", function.handlerMethod());
        json.writeArrayFieldStart("topics");
        for (String topic : declared.topics()) {
            json.writeString(topic);
        }
        json.writeEndArray();
        writeUnlessEmpty(json, "output", declared.output());
        writeUnlessEmpty(json, "filter", declared.filter());
        payload(json, function.payload());
        json.writeNumberField("timeoutMillis", function.timeoutMillis());
        json.writeNumberField("memoryMib", function.memoryMib());
        json.writeNumberField("concurrency", declared.concurrency());
        json.writeNumberField("attempts", declared.attempts());
        json.writeNumberField("backoffMillis", function.backoffMillis());
        json.writeNumberField("targetLatencyMillis", function.targetLatencyMillis());
        json.writeEndObject();
    }

    private static void payload(JsonGenerator json, Payload payload) throws IOException {
        json.writeObjectFieldStart("payload");
        json.writeStringField("type", payload.data().typeName());
        json.writeStringField("kind", payload.data().format().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("wrapped", payload.wrapped());
        json.writeEndObject();
    }

    private static void writeUnlessEmpty(JsonGenerator json, String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, value);
        }
    }
}
