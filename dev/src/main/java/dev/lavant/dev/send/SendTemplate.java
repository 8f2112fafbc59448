package dev.lavant.dev.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.avro.Schema;

/// How a project makes an event of a file: the `send` entry of its `lavant-dev.json`.
///
///     {"topic": "uploads", "files": "*.{jpg,jpeg,png}", "type": "shop.photo.uploaded", "source": "/photo-shop",
///      "schema": "src/main/avro/PhotoUploaded.avsc",
///      "data": {"photoId": "{name}", "file": "{path}", "uploadedAt": "{now}"}}
///
/// In `data`, `{name}` is the file's name, `{path}` its absolute path, and `"{now}"` the time in milliseconds.
///
/// @param files glob for the names of the files that are sent
/// @param schema Avro schema of the event
/// @param data the event in Avro's JSON encoding, with the placeholders in it
public record SendTemplate(String topic, String files, String type, String source, Schema schema, String data) {
    /// Reads a template.
    ///
    /// @param project folder that the schema's path starts at
    /// @throws IllegalArgumentException when it is not complete
    public static SendTemplate of(JsonNode template, Path project) {
        try {
            return new SendTemplate(
                    template.required("topic").asText(),
                    template.required("files").asText(),
                    template.required("type").asText(),
                    template.required("source").asText(),
                    new Schema.Parser()
                            .parse(Files.readString(
                                    project.resolve(template.required("schema").asText()))),
                    template.required("data").toString());
        } catch (IOException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "the send template of " + project + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /// The event for a file, in Avro's JSON encoding.
    String dataFor(Path file, Instant now) {
        return data.replace("\"{now}\"", Long.toString(now.toEpochMilli()))
                .replace("{name}", escaped(String.valueOf(file.getFileName())))
                .replace("{path}", escaped(file.toString()));
    }

    private static String escaped(String text) {
        String quoted = TextNode.valueOf(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
