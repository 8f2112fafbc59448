package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.Release;
import dev.lavant.registry.http.Bodies.Scope;
import dev.lavant.registry.http.Bodies.Scoped;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.List;
import java.util.Map;

/// What the registry says of itself.
///
/// Source: Confluent Schema Registry API reference, "Contexts" and "Schemas"; `/v1/metadata` as its clients read it.
@Controller
@Requires(property = RegistryApi.PART, value = RegistryApi.REGISTRY)
@Produces({RegistryApi.V1_JSON, RegistryApi.UNVERSIONED_JSON, RegistryApi.PLAIN_JSON})
class ServiceRoutes {
    private final ClusterId cluster;

    ServiceRoutes(ClusterId cluster) {
        this.cluster = cluster;
    }

    @Get
    Map<String, String> root() {
        return Map.of();
    }

    @Get("/schemas/types")
    List<String> types() {
        return List.of("AVRO");
    }

    /// There is one.
    @Get("/contexts")
    List<String> contexts() {
        return List.of(".");
    }

    @Get("/v1/metadata/id")
    Scoped id() {
        return new Scoped(new Scope(
                List.of(), Map.of("kafka-cluster", cluster.kafka(), "schema-registry-cluster", "schema-registry")));
    }

    @Get("/v1/metadata/version")
    Release version() {
        return new Release("lavant", "");
    }
}
