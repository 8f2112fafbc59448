package dev.lavant.schemas.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// More settings of Kafka's clients, such as those of SASL and TLS, in a file: a secret in a variable would be seen by
/// whoever may look at the process.
public final class ClientFile {
    /// The variable that names the file; a host that runs as a child process has it from its autoscaler.
    public static final String VARIABLE = "LAVANT_CLIENT_PROPERTIES";

    private ClientFile() {}

    /// What stands in the file that the environment names; nothing when it names none.
    ///
    /// @throws IllegalArgumentException when it cannot be read
    public static Map<String, String> named(Map<String, String> environment) {
        String name = environment.getOrDefault(VARIABLE, "");
        return name.isBlank() ? Map.of() : read(VARIABLE, name);
    }

    /// What stands in a file.
    ///
    /// @param said who names it
    /// @throws IllegalArgumentException when it cannot be read
    public static Map<String, String> read(String said, String name) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(name))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    said + " names a file that cannot be read (" + unreadable + "): put the settings of Kafka"
                            + " clients there, one KEY=VALUE a line, or do not set it",
                    unreadable);
        }
        var settings = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }
}
