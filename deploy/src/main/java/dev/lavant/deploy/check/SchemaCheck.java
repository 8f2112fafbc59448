package dev.lavant.deploy.check;

import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.FunctionManifest.Format;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/// Compares the Avro classes of functions with what the registry knows of their topics: a function must be able to read
/// the newest schema of each topic it reads, and to register its own for the topic it writes.
///
/// @param registry that is asked; nothing is registered
public record SchemaCheck(SchemaRegistry registry) {

    /// What is found for one function.
    ///
    /// @param schemas of the Avro classes that it takes and gives back, by class name
    public List<Finding> of(FunctionManifest function, Map<String, Schema> schemas) {
        var findings = new ArrayList<Finding>();
        if (function.payload().data().format() == Format.AVRO) {
            Schema reader =
                    Objects.requireNonNull(schemas.get(function.payload().data().type()));
            function.settings().list(Setting.TOPICS).forEach(topic -> findings.add(reads(function, topic, reader)));
        }
        List<String> outputs = function.settings().list(Setting.OUTPUTS);
        function.result()
                .filter(result -> result.format() == Format.AVRO && outputs.size() == 1)
                .map(result -> schemas.get(result.type()))
                .ifPresent(schema -> findings.add(writes(function, outputs.getFirst(), schema)));
        return findings;
    }

    private Finding reads(FunctionManifest function, String topic, Schema reader) {
        Optional<Schema> writer = registry.latest(topic + "-value");
        if (writer.isEmpty()) {
            return Finding.ok(function.name(), "reads " + topic + ", which has no schema in the registry yet");
        }
        SchemaPairCompatibility found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer.get());
        if (found.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return Finding.ok(function.name(), "reads " + topic + " as " + reader.getFullName());
        }
        return Finding.fail(
                function.name(),
                "cannot read the newest events of " + topic + " as " + reader.getFullName() + ": "
                        + reason(found.getResult()),
                "Give the fields that the events lack a default, or take the topic's own schema.");
    }

    private static String reason(SchemaCompatibility.SchemaCompatibilityResult result) {
        return result.getIncompatibilities().stream()
                .map(one -> one.getType() + " at " + one.getLocation() + " (" + one.getMessage() + ")")
                .findFirst()
                .orElse("the schemas differ");
    }

    private Finding writes(FunctionManifest function, String topic, Schema schema) {
        return registry.incompatibility(topic + "-value", schema)
                .map(why -> Finding.fail(
                        function.name(),
                        "may not write " + schema.getFullName() + " to " + topic + ": the registry says " + why,
                        "Make the schema compatible with the one before, or write to another topic."))
                .orElseGet(() -> Finding.ok(function.name(), "writes " + topic + " as " + schema.getFullName()));
    }
}
