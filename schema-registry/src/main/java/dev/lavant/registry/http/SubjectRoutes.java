package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.Compatible;
import dev.lavant.registry.http.Bodies.Id;
import dev.lavant.registry.http.Bodies.SchemaRequest;
import dev.lavant.registry.http.Bodies.SchemaText;
import dev.lavant.registry.http.Bodies.Use;
import dev.lavant.registry.http.Bodies.Version;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Reach;
import dev.lavant.registry.store.Refused;
import dev.lavant.registry.store.Subjects.Given;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Schemas by subject and by id.
///
/// Source: Confluent Schema Registry API reference, "Schemas", "Subjects" and "Compatibility".
@Controller
@Requires(property = RegistryApi.PART, value = RegistryApi.REGISTRY)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces({RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON, RegistryApi.PLAIN_JSON})
@Consumes({RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON, RegistryApi.PLAIN_JSON, RegistryApi.BYTES})
class SubjectRoutes {
    private final Registry registry;

    SubjectRoutes(Registry registry) {
        this.registry = registry;
    }

    @Get("/schemas")
    List<Version> schemas(
            @QueryValue(defaultValue = "") String subjectPrefix,
            @QueryValue(defaultValue = "false") boolean deleted,
            @QueryValue(defaultValue = "false") boolean latestOnly) {
        List<Registered> all = registry.ask(subjects -> subjects.versionsOfAll(subjectPrefix, Reach.of(deleted)));
        var newest = all.stream().collect(Collectors.toMap(Registered::subject, Registered::version, Math::max));
        return all.stream()
                .filter(one -> !latestOnly || Integer.valueOf(one.version()).equals(newest.get(one.subject())))
                .map(Version::of)
                .toList();
    }

    @Get("/schemas/ids/{id}")
    SchemaText schema(@PathVariable int id) {
        return new SchemaText(registry.ask(subjects -> subjects.byId(id)));
    }

    @Get("/schemas/ids/{id}/schema")
    String schemaAlone(@PathVariable int id) {
        return registry.ask(subjects -> subjects.byId(id));
    }

    @Get("/schemas/ids/{id}/versions")
    List<Use> uses(@PathVariable int id, @QueryValue(defaultValue = "false") boolean deleted) {
        return registry.ask(subjects -> subjects.usesOf(id, Reach.of(deleted))).stream()
                .map(use -> new Use(use.subject(), use.version()))
                .toList();
    }

    @Get("/schemas/ids/{id}/subjects")
    List<String> subjectsOf(@PathVariable int id, @QueryValue(defaultValue = "false") boolean deleted) {
        return uses(id, deleted).stream().map(Use::subject).distinct().toList();
    }

    @Get("/subjects")
    List<String> subjects(
            @QueryValue(defaultValue = "") String subjectPrefix, @QueryValue(defaultValue = "false") boolean deleted) {
        return registry.ask(subjects -> subjects.names(subjectPrefix, Reach.of(deleted)));
    }

    @Post("/subjects/{subject}")
    Version lookUp(
            @PathVariable String subject,
            @QueryValue(defaultValue = "false") boolean deleted,
            @Body SchemaRequest request) {
        return Version.of(registry.ask(subjects -> subjects.lookUp(subject, avro(request), Reach.of(deleted))));
    }

    @Delete("/subjects/{subject}")
    List<Integer> delete(@PathVariable String subject, @QueryValue(defaultValue = "false") boolean permanent) {
        return registry.delete(subjects -> permanent ? subjects.erase(subject) : subjects.delete(subject));
    }

    @Get("/subjects/{subject}/versions")
    List<Integer> versions(@PathVariable String subject, @QueryValue(defaultValue = "false") boolean deleted) {
        return registry.ask(subjects -> subjects.versionsOf(subject, Reach.of(deleted))).stream()
                .map(Registered::version)
                .toList();
    }

    @Post("/subjects/{subject}/versions")
    Id register(@PathVariable String subject, @Body SchemaRequest request) {
        Integer id = request.id();
        Registered registered = id == null
                ? registry.register(subject, avro(request))
                : registry.register(subject, avro(request), new Given(id, Optional.ofNullable(request.version())));
        return new Id(registered.id());
    }

    @Get("/subjects/{subject}/versions/{version}")
    Version version(
            @PathVariable String subject,
            @PathVariable String version,
            @QueryValue(defaultValue = "false") boolean deleted) {
        return Version.of(registry.ask(subjects -> subjects.version(subject, version, Reach.of(deleted))));
    }

    @Delete("/subjects/{subject}/versions/{version}")
    int delete(
            @PathVariable String subject,
            @PathVariable String version,
            @QueryValue(defaultValue = "false") boolean permanent) {
        return registry.delete(
                        subjects -> permanent ? subjects.erase(subject, version) : subjects.delete(subject, version))
                .getFirst();
    }

    @Get("/subjects/{subject}/versions/{version}/schema")
    String versionAlone(
            @PathVariable String subject,
            @PathVariable String version,
            @QueryValue(defaultValue = "false") boolean deleted) {
        return version(subject, version, deleted).schema();
    }

    /// Ids of schemas that refer to this one: none, since references are not kept here.
    @Get("/subjects/{subject}/versions/{version}/referencedby")
    List<Integer> referrers(@PathVariable String subject, @PathVariable String version) {
        Registered _ = registry.ask(subjects -> subjects.version(subject, version));
        return List.of();
    }

    @Post("/compatibility/subjects/{subject}/versions")
    Compatible check(@PathVariable String subject, @Body SchemaRequest request) {
        return Compatible.unless(registry.ask(subjects -> subjects.faults(subject, avro(request))));
    }

    @Post("/compatibility/subjects/{subject}/versions/{version}")
    Compatible check(@PathVariable String subject, @PathVariable String version, @Body SchemaRequest request) {
        return Compatible.unless(registry.ask(subjects -> subjects.faults(subject, avro(request), version)));
    }

    private static String avro(SchemaRequest request) {
        String type = request.schemaType();
        if (type != null && !type.equals("AVRO")) {
            throw new Refused(
                    Refused.Code.INVALID_SCHEMA, "Schema type " + type + " is not supported here, only AVRO is");
        }
        if (request.references() != null && !request.references().isEmpty()) {
            throw new Refused(
                    Refused.Code.INVALID_SCHEMA,
                    "References are not kept here: write the schema with the types that it refers to in it");
        }
        String schema = request.schema();
        if (schema == null) {
            throw new Refused(Refused.Code.INVALID_SCHEMA, "Empty schema");
        }
        return schema;
    }
}
