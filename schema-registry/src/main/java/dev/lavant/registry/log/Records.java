package dev.lavant.registry.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lavant.registry.store.Change.Registered;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Keys and values of `_schemas` as Confluent's registry writes them: the order of a key's fields counts, since
/// compaction compares its bytes.
final class Records {
    static final String SCHEMA = "SCHEMA";
    static final String CONFIG = "CONFIG";
    static final String MODE = "MODE";
    static final String DELETE_SUBJECT = "DELETE_SUBJECT";
    static final String NOOP = "NOOP";

    private Records() {}

    /// What is common to all keys.
    @Serdeable
    record AnyKey(
            String keytype,
            @Nullable String subject,
            @Nullable Integer version) {}

    @Serdeable
    record SchemaKey(String keytype, String subject, int version, int magic) {
        SchemaKey(String subject, int version) {
            this(SCHEMA, subject, version, 1);
        }
    }

    /// @param subject null for all subjects without a level of their own; then written as null, not left out
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SubjectKey(String keytype, @Nullable String subject, int magic) {
        SubjectKey(String keytype, @Nullable String subject) {
            this(keytype, subject, 0);
        }
    }

    @Serdeable
    record NoopKey(String keytype, int magic) {
        NoopKey() {
            this(NOOP, 0);
        }
    }

    /// @param schemaType absent for Avro
    @Serdeable
    record SchemaValue(
            String subject, int version, int id, @Nullable String schemaType, String schema, boolean deleted) {

        static SchemaValue of(Registered registered, boolean deleted) {
            return new SchemaValue(
                    registered.subject(), registered.version(), registered.id(), null, registered.schema(), deleted);
        }
    }

    @Serdeable
    record DeletedSubject(String subject, int version) {}

    /// @param compatibilityLevel absent where only other settings are kept
    @Serdeable
    record ConfigValue(@Nullable String compatibilityLevel) {}

    @Serdeable
    record ModeValue(@Nullable String mode) {}
}
