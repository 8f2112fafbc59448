package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.ModeName;
import dev.lavant.registry.store.Change.ModeReset;
import dev.lavant.registry.store.Change.ModeSet;
import dev.lavant.registry.store.Mode;
import dev.lavant.registry.store.Reach;
import dev.lavant.registry.store.Refused;
import dev.lavant.registry.store.Subjects;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Modes, of all subjects and of one.
///
/// Source: Confluent Schema Registry API reference, "Mode".
@Controller("/mode")
@Requires(property = RegistryApi.PART, value = RegistryApi.REGISTRY)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces({RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON, RegistryApi.PLAIN_JSON})
@Consumes({RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON, RegistryApi.PLAIN_JSON, RegistryApi.BYTES})
class ModeRoutes {
    private final Registry registry;

    ModeRoutes(Registry registry) {
        this.registry = registry;
    }

    @Get
    ModeName mode() {
        return named(registry.ask(subjects -> subjects.modes().ofAll()));
    }

    @Get("/{subject}")
    ModeName modeOf(@PathVariable String subject, @QueryValue(defaultValue = "false") boolean defaultToGlobal) {
        return named(registry.ask(subjects -> defaultToGlobal
                ? subjects.modes().of(subject)
                : subjects.modes().own(subject)));
    }

    @Put
    ModeName set(@QueryValue(defaultValue = "false") boolean force, @Body ModeName mode) {
        Mode wanted = parse(mode);
        registry.configure(subjects -> {
            requireImportable(wanted, force ? List.of() : subjects.names("", Reach.DELETED_TOO));
            return new ModeSet(Optional.empty(), wanted);
        });
        return mode;
    }

    @Put("/{subject}")
    ModeName setOf(
            @PathVariable String subject, @QueryValue(defaultValue = "false") boolean force, @Body ModeName mode) {
        Mode wanted = parse(mode);
        registry.configure(subjects -> {
            requireImportable(wanted, force ? List.of() : named(subjects, subject));
            return new ModeSet(Optional.of(subject), wanted);
        });
        return mode;
    }

    /// Answers what held before.
    @Delete("/{subject}")
    ModeName resetOf(@PathVariable String subject) {
        ModeName before = modeOf(subject, false);
        registry.configure(_ -> new ModeReset(Optional.of(subject)));
        return before;
    }

    private static List<String> named(Subjects subjects, String subject) {
        return subjects.names(subject, Reach.DELETED_TOO).stream()
                .filter(subject::equals)
                .toList();
    }

    /// Ids that are given here may be other schemas' where others come from.
    private static void requireImportable(Mode wanted, List<String> existing) {
        if (wanted == Mode.IMPORT && !existing.isEmpty()) {
            throw new Refused(
                    Refused.Code.NOT_PERMITTED,
                    "Cannot import since found existing subjects; with force=true their versions stay beside");
        }
    }

    private static ModeName named(Mode mode) {
        return new ModeName(mode.name());
    }

    private static Mode parse(ModeName mode) {
        return Arrays.stream(Mode.values())
                .filter(known -> known.name().equals(mode.mode()))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Refused.Code.INVALID_MODE,
                        "Invalid mode '" + mode.mode() + "'. Valid values are " + Arrays.toString(Mode.values())));
    }
}
