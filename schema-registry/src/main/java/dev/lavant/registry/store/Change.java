package dev.lavant.registry.store;

import java.util.Optional;

/// What can happen to a registry. Its state is what all changes so far, in their order, made of it.
public sealed interface Change {

    /// A schema got a version in a subject.
    ///
    /// @param version in the subject, from 1
    /// @param id of the schema's text, the same wherever it is registered, from 1
    /// @param schema its text; kept as [org.apache.avro.Schema#toString] writes it
    record Registered(String subject, int version, int id, String schema) implements Change {
        public Registered {
            schema = AvroText.parseKept(schema).toString();
        }
    }

    /// A version was taken out of its subject; data that names its id stays readable.
    record VersionDeleted(Registered was) implements Change {}

    /// A version that was deleted before is to leave no trace.
    record VersionErased(String subject, int version) implements Change {}

    /// A subject's versions up to one were taken out.
    record SubjectDeleted(String subject, int upToVersion) implements Change {}

    /// A compatibility level was set.
    ///
    /// @param subject empty for the level of all subjects without one of their own
    record LevelSet(Optional<String> subject, Compatibility level) implements Change {}

    /// A compatibility level went back to what holds without it.
    ///
    /// @param subject empty for the level of all subjects without one of their own
    record LevelReset(Optional<String> subject) implements Change {}

    /// A mode was set.
    ///
    /// @param subject empty for the mode of all subjects without one of their own
    record ModeSet(Optional<String> subject, Mode mode) implements Change {}

    /// A mode went back to what holds without it.
    ///
    /// @param subject empty for the mode of all subjects without one of their own
    record ModeReset(Optional<String> subject) implements Change {}
}
