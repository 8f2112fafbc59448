package dev.lavant.registry.log;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Key of a record in `_schemas`, as Confluent's registry writes it.
///
/// @param keytype SCHEMA, CONFIG or another kind that is passed over (NOOP, DELETE_SUBJECT, MODE, …)
/// @param subject absent for the configuration of all subjects
/// @param version of a schema; absent for a configuration
/// @param magic 1 for a schema, 0 for the others
@Serdeable
record LogKey(
        String keytype, @Nullable String subject, @Nullable Integer version, int magic) {
    static final String SCHEMA = "SCHEMA";
    static final String CONFIG = "CONFIG";
}
