package dev.lavant.deploy.project;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads what a project's `application.yml` (or `.yaml`, `.properties`) says of functions, without starting anything.
final class Configuration {
    private static final List<String> YAML_FILES = List.of("application.yml", "application.yaml");
    private static final String PROPERTIES_FILE = "application.properties";
    private static final String OURS = "functions.";

    private Configuration() {}

    /// The keys that begin with `functions.`, nested ones with points between, in their order.
    ///
    /// @param classes folder of compiled classes and resources
    /// @throws ProjectFault when a file cannot be read
    static Map<String, String> of(Path classes) {
        var all = new TreeMap<String, String>();
        for (String name : YAML_FILES) {
            read(classes.resolve(name), reader -> flatten("", yaml().load(reader), all));
        }
        read(classes.resolve(PROPERTIES_FILE), reader -> {
            var properties = new Properties();
            properties.load(reader);
            properties.forEach((key, text) -> all.put(key.toString(), text.toString()));
        });
        all.keySet().removeIf(key -> !key.startsWith(OURS));
        return all;
    }

    private interface Take {
        void from(Reader reader) throws IOException;
    }

    private static void read(Path file, Take take) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            take.from(reader);
        } catch (IOException | YAMLException | IllegalArgumentException unreadable) {
            throw new ProjectFault(file.getFileName() + " of the project cannot be read: " + unreadable.getMessage());
        }
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    private static void flatten(String prefix, Object node, Map<String, String> into) {
        switch (node) {
            case null -> into.remove(prefix);
            case Map<?, ?> map ->
                map.forEach(
                        (key, value) -> flatten(prefix.isEmpty() ? key.toString() : prefix + "." + key, value, into));
            case List<?> list ->
                into.put(
                        prefix,
                        String.join(",", list.stream().map(String::valueOf).toList()));
            default -> into.put(prefix, node.toString());
        }
    }
}
