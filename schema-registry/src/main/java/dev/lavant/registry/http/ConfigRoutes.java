package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.EffectiveLevel;
import dev.lavant.registry.http.Bodies.Level;
import dev.lavant.registry.store.Change.LevelReset;
import dev.lavant.registry.store.Change.LevelSet;
import dev.lavant.registry.store.Compatibility;
import dev.lavant.registry.store.Refused;
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
import java.util.Optional;

/// Compatibility levels, of all subjects and of one.
///
/// Source: Confluent Schema Registry API reference, "Config".
@Controller("/config")
@Requires(property = RegistryApi.PART, value = RegistryApi.REGISTRY)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces({RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON, RegistryApi.PLAIN_JSON})
@Consumes({RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON, RegistryApi.PLAIN_JSON, RegistryApi.BYTES})
class ConfigRoutes {
    private final Registry registry;

    ConfigRoutes(Registry registry) {
        this.registry = registry;
    }

    @Get
    EffectiveLevel level() {
        return new EffectiveLevel(
                registry.ask(subjects -> subjects.levels().ofAll().name()));
    }

    @Get("/{subject}")
    EffectiveLevel levelOf(@PathVariable String subject, @QueryValue(defaultValue = "false") boolean defaultToGlobal) {
        return new EffectiveLevel(registry.ask(subjects -> defaultToGlobal
                        ? subjects.levels().of(subject)
                        : subjects.levels().own(subject))
                .name());
    }

    @Put
    Level set(@Body Level level) {
        return set(Optional.empty(), level);
    }

    @Put("/{subject}")
    Level setOf(@PathVariable String subject, @Body Level level) {
        return set(Optional.of(subject), level);
    }

    private Level set(Optional<String> subject, Level level) {
        Compatibility wanted = parse(level);
        registry.configure(_ -> new LevelSet(subject, wanted));
        return level;
    }

    /// Answers what held before.
    @Delete
    EffectiveLevel reset() {
        EffectiveLevel before = level();
        registry.configure(_ -> new LevelReset(Optional.empty()));
        return before;
    }

    /// Answers what held before.
    @Delete("/{subject}")
    EffectiveLevel resetOf(@PathVariable String subject) {
        EffectiveLevel before = levelOf(subject, false);
        registry.configure(_ -> new LevelReset(Optional.of(subject)));
        return before;
    }

    private static Compatibility parse(Level level) {
        return Arrays.stream(Compatibility.values())
                .filter(known -> known.name().equals(level.compatibility()))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Refused.Code.INVALID_COMPATIBILITY,
                        "Invalid compatibility level '" + level.compatibility() + "'. Valid values are "
                                + Arrays.toString(Compatibility.values())));
    }
}
