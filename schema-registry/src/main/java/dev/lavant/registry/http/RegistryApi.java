package dev.lavant.registry.http;

/// Content types of the API, and what guards its beans in a JVM with other parts of the platform.
public final class RegistryApi {
    /// What this API answers with.
    public static final String V1_JSON = "application/vnd.schemaregistry.v1+json";

    /// What older clients accept.
    public static final String UNVERSIONED_JSON = "application/vnd.schemaregistry+json";

    /// The property that says which part of the platform a Micronaut context is.
    public static final String PART = "lavant.part";

    /// Its value for this part.
    public static final String REGISTRY = "schema-registry";

    static final String PLAIN_JSON = "application/json";
    static final String BYTES = "application/octet-stream";

    private RegistryApi() {}
}
