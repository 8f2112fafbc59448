package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.Compatible;
import dev.lavant.registry.http.Bodies.Id;
import dev.lavant.registry.http.Bodies.SchemaRequest;
import dev.lavant.registry.http.Bodies.SchemaText;
import dev.lavant.registry.http.Bodies.Use;
import dev.lavant.registry.http.Bodies.Version;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Refused;
import dev.lavant.registry.store.Subjects;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;

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

    @Get
    Map<String, String> root() {
        return Map.of();
    }

    @Get("/schemas/types")
    List<String> types() {
        return List.of("AVRO");
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
    List<Use> uses(@PathVariable int id) {
        return registry.ask(subjects -> subjects.usesOf(id)).stream()
                .map(use -> new Use(use.subject(), use.version()))
                .toList();
    }

    @Get("/schemas/ids/{id}/subjects")
    List<String> subjectsOf(@PathVariable int id) {
        return uses(id).stream().map(Use::subject).distinct().toList();
    }

    @Get("/subjects")
    List<String> subjects() {
        return registry.ask(Subjects::names);
    }

    @Post("/subjects/{subject}")
    Version lookUp(@PathVariable String subject, @Body SchemaRequest request) {
        return Version.of(registry.ask(subjects -> subjects.lookUp(subject, avro(request))));
    }

    @Get("/subjects/{subject}/versions")
    List<Integer> versions(@PathVariable String subject) {
        return registry.ask(subjects -> subjects.versionsOf(subject)).stream()
                .map(Registered::version)
                .toList();
    }

    @Post("/subjects/{subject}/versions")
    Id register(@PathVariable String subject, @Body SchemaRequest request) {
        return new Id(registry.register(subject, avro(request)).id());
    }

    @Get("/subjects/{subject}/versions/{version}")
    Version version(@PathVariable String subject, @PathVariable String version) {
        return Version.of(registry.ask(subjects -> subjects.version(subject, version)));
    }

    @Get("/subjects/{subject}/versions/{version}/schema")
    String versionAlone(@PathVariable String subject, @PathVariable String version) {
        return version(subject, version).schema();
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
        String schema = request.schema();
        if (schema == null) {
            throw new Refused(Refused.Code.INVALID_SCHEMA, "Empty schema");
        }
        return schema;
    }
}
