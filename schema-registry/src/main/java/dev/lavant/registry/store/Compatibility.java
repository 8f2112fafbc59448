package dev.lavant.registry.store;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/// What a new version of a schema must be able to read, and what must be able to read it.
///
/// Source: Confluent documentation, "Schema Evolution and Compatibility".
public enum Compatibility {
    /// Anything goes.
    NONE,
    /// Readers of the new version can read what the last version wrote.
    BACKWARD,
    /// Readers of the new version can read what every version wrote.
    BACKWARD_TRANSITIVE,
    /// Readers of the last version can read what the new version writes.
    FORWARD,
    /// Readers of every version can read what the new version writes.
    FORWARD_TRANSITIVE,
    /// Backward and forward with the last version.
    FULL,
    /// Backward and forward with every version.
    FULL_TRANSITIVE;

    /// Why the new schema may not follow the old ones; empty when it may.
    ///
    /// @param versions of the subject, oldest first
    public List<String> faults(Schema wanted, List<Schema> versions) {
        List<Schema> against = transitive() || versions.isEmpty() ? versions : List.of(versions.getLast());
        return against.stream().flatMap(old -> faults(wanted, old).stream()).toList();
    }

    private List<String> faults(Schema wanted, Schema old) {
        return switch (this) {
            case NONE -> List.of();
            case BACKWARD, BACKWARD_TRANSITIVE -> reading(wanted, old);
            case FORWARD, FORWARD_TRANSITIVE -> reading(old, wanted);
            case FULL, FULL_TRANSITIVE ->
                Stream.of(reading(wanted, old), reading(old, wanted))
                        .flatMap(List::stream)
                        .toList();
        };
    }

    private boolean transitive() {
        return name().endsWith("_TRANSITIVE");
    }

    private static List<String> reading(Schema reader, Schema writer) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        return pair.getResult().getIncompatibilities().stream()
                .map(fault -> fault.getType() + " at " + fault.getLocation() + ": " + fault.getMessage())
                .toList();
    }
}
