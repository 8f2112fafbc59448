package dev.lavant.registry.store;

/// What may be done to subjects.
///
/// Source: Confluent Schema Registry API reference, "Mode".
public enum Mode {
    /// Schemas are registered and deleted; ids are given here.
    READWRITE,

    /// Nothing changes.
    READONLY,

    /// Nothing changes, whatever the mode of a subject.
    READONLY_OVERRIDE,

    /// Schemas come with the ids that they have elsewhere, and are not asked for compatibility.
    IMPORT;

    boolean readOnly() {
        return this == READONLY || this == READONLY_OVERRIDE;
    }
}
