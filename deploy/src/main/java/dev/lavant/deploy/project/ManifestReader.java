package dev.lavant.deploy.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads the manifests that `function-processor` wrote into a folder of classes or a jar.
public final class ManifestReader {
    private static final String FOLDER = "META-INF/lavant/functions";
    private static final JsonMapper JSON = new JsonMapper();

    private ManifestReader() {}

    /// All functions of some class path entries, by name.
    ///
    /// @throws ProjectFault when two have the same name, or a manifest cannot be read
    public static List<FunctionManifest> read(List<Path> classPath) {
        var byName = new HashMap<String, FunctionManifest>();
        for (Path entry : classPath) {
            for (FunctionManifest function : entry(entry)) {
                FunctionManifest other = byName.putIfAbsent(function.name(), function);
                requireUnique(function, other);
            }
        }
        return byName.values().stream()
                .sorted(Comparator.comparing(FunctionManifest::name))
                .toList();
    }

    private static void requireUnique(FunctionManifest function, @Nullable FunctionManifest other) {
        if (other != null && !other.equals(function)) {
            throw new ProjectFault("two functions are named '" + function.name() + "': " + other.handlerClass() + "."
                    + other.handlerMethod() + " and " + function.handlerClass() + "." + function.handlerMethod()
                    + ". Give one of them another name: @EventFunction(name = \"…\").");
        }
    }

    private static List<FunctionManifest> entry(Path entry) {
        try {
            return Files.isRegularFile(entry) ? jar(entry) : folder(entry.resolve(FOLDER));
        } catch (IOException unreadable) {
            throw new ProjectFault("the functions in " + entry + " cannot be read: " + unreadable.getMessage()
                    + ". Build the project again.");
        }
    }

    private static List<FunctionManifest> jar(Path file) throws IOException {
        try (var jar = FileSystems.newFileSystem(file, Map.of())) {
            return folder(jar.getPath(FOLDER));
        }
    }

    private static List<FunctionManifest> folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var functions = new ArrayList<FunctionManifest>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                JSON.readTree(Files.readAllBytes(file)).forEach(node -> functions.add(function(node)));
            }
        }
        return functions;
    }

    private static FunctionManifest function(JsonNode node) {
        return new FunctionManifest(
                node.required("name").asText(),
                node.required("class").asText(),
                node.required("method").asText(),
                StreamSupport.stream(node.required("topics").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                optional(node, "output"),
                optional(node, "filter"),
                node.required("timeoutMillis").asLong(),
                node.required("memoryMib").asInt(),
                node.required("concurrency").asInt(),
                node.required("attempts").asInt(),
                node.required("backoffMillis").asLong(),
                node.required("targetLatencyMillis").asLong());
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }
}
