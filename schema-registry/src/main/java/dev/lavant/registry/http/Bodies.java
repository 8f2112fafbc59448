package dev.lavant.registry.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lavant.registry.store.Change.Registered;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What crosses the REST API, in Confluent's names.
final class Bodies {
    private Bodies() {}

    /// @param schemaType absent or AVRO
    /// @param id that it has elsewhere, for a subject that imports
    /// @param version that it has elsewhere
    @Serdeable
    record SchemaRequest(
            @Nullable String schema,
            @Nullable String schemaType,
            @Nullable List<Map<String, Object>> references,
            @Nullable Integer id,
            @Nullable Integer version) {}

    @Serdeable
    record Id(int id) {}

    @Serdeable
    record SchemaText(String schema) {}

    @Serdeable
    record Version(String subject, int version, int id, String schema) {
        static Version of(Registered registered) {
            return new Version(registered.subject(), registered.version(), registered.id(), registered.schema());
        }
    }

    @Serdeable
    record Use(String subject, int version) {}

    @Serdeable
    record Level(String compatibility) {}

    @Serdeable
    record EffectiveLevel(String compatibilityLevel) {}

    @Serdeable
    record ModeName(@Nullable String mode) {}

    /// Which cluster the registry is of, as clients that compare two of them ask it.
    @Serdeable
    record Scoped(Scope scope) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Scope(List<String> path, Map<String, String> clusters) {}

    @Serdeable
    record Release(String version, String commitId) {}

    @Serdeable
    record Compatible(@JsonProperty("is_compatible") boolean compatible, List<String> messages) {
        static Compatible unless(List<String> faults) {
            return new Compatible(faults.isEmpty(), faults);
        }
    }

    @Serdeable
    record Fault(@JsonProperty("error_code") int code, String message) {}
}
