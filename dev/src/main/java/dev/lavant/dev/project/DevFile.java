package dev.lavant.dev.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.dev.send.Attributes;
import dev.lavant.dev.send.SendTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What a project says to `lavant dev`, in `lavant-dev.json`: how a file becomes an event (`send`), and an event to
/// show a newcomer (`sample`). Both may be absent.
///
/// @param folder of the project
/// @param content of the file; a missing one counts as empty
public record DevFile(Path folder, JsonNode content) {
    private static final String NAME = "lavant-dev.json";
    private static final JsonMapper JSON = new JsonMapper();

    /// An event that can be sent as it stands.
    ///
    /// @param data JSON
    public record Sample(String topic, String type, String source, String data) {

        /// The event, which has not been sent.
        public ProducerRecord<String, byte[]> event(Instant now) {
            return new Attributes(type, source, "sample", "application/json")
                    .of(topic, data.getBytes(StandardCharsets.UTF_8), now);
        }
    }

    /// Reads a project's file.
    ///
    /// @throws ProjectFault when it is there and is not JSON
    public static DevFile of(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return new DevFile(
                    folder,
                    Files.isRegularFile(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode());
        } catch (IOException unreadable) {
            throw new ProjectFault(file + " is not JSON: " + unreadable.getMessage());
        }
    }

    /// The event to show, if the project has one.
    public Optional<Sample> sample() {
        return Optional.ofNullable(content.get("sample"))
                .map(sample -> new Sample(
                        sample.required("topic").asText(),
                        sample.required("type").asText(),
                        sample.required("source").asText(),
                        sample.required("data").toString()));
    }

    /// How a file becomes an event.
    ///
    /// @throws IllegalArgumentException when the project does not say
    public SendTemplate send() {
        JsonNode template = content.get("send");
        if (template == null) {
            throw new ProjectFault("--send needs a \"send\" entry in " + folder.resolve(NAME)
                    + ", which says how a file becomes an event; examples/photo-shop has one");
        }
        return SendTemplate.of(template, folder);
    }
}
