package dev.lavant.deploy.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.ManifestFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/// `lavant.json` of a package. The same content gives the same text.
record Contents(
        String name,
        List<FunctionManifest> functions,
        Map<String, String> configuration,
        Map<String, Schema> schemas,
        List<FunctionPackage.Jar> jars) {
    static final String FILE = "lavant.json";
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    static Contents of(FunctionPackage made) {
        return new Contents(made.name(), made.functions(), made.configuration(), made.schemas(), made.jars());
    }

    FunctionPackage toPackage(Path file, String id) {
        return new FunctionPackage(file, name, id, functions, configuration, schemas, jars);
    }

    String json() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("name", name);
        try {
            var manifests = new StringWriter();
            ManifestFile.write(functions, manifests);
            root.set("functions", JSON.readTree(manifests.toString()));
            ObjectNode said = root.putObject("configuration");
            new TreeMap<>(configuration).forEach(said::put);
            ObjectNode types = root.putObject("schemas");
            for (Map.Entry<String, Schema> schema : new TreeMap<>(schemas).entrySet()) {
                types.set(schema.getKey(), JSON.readTree(schema.getValue().toString()));
            }
            var files = root.putArray("jars");
            jars.forEach(jar -> files.addObject()
                    .put("name", jar.name())
                    .put("sha256", jar.sha256())
                    .put("bytes", jar.bytes()));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing JSON to memory failed", impossible);
        }
    }

    static Contents read(byte[] json) throws IOException {
        JsonNode root = JSON.readTree(json);
        int format = root.path("format").asInt();
        if (format != FORMAT) {
            throw new IOException(FILE + " is of format " + format + ", this lavant reads format " + FORMAT);
        }
        var configuration = new TreeMap<String, String>();
        root.path("configuration")
                .properties()
                .forEach(entry ->
                        configuration.put(entry.getKey(), entry.getValue().asText()));
        var schemas = new TreeMap<String, Schema>();
        root.path("schemas")
                .properties()
                .forEach(entry -> schemas.put(
                        entry.getKey(),
                        new Schema.Parser().parse(entry.getValue().toString())));
        var jars = new ArrayList<FunctionPackage.Jar>();
        root.path("jars")
                .forEach(jar -> jars.add(new FunctionPackage.Jar(
                        jar.path("name").asText(),
                        jar.path("sha256").asText(),
                        jar.path("bytes").asLong())));
        var functions = ManifestFile.read(root.path("functions").toString().getBytes(StandardCharsets.UTF_8));
        return new Contents(root.path("name").asText(), functions, configuration, schemas, jars);
    }
}
