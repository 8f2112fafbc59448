package dev.lavant.registry.http;

/// Content types of the API, and what guards its beans in a JVM with other parts of the platform.
public final class Json {
    /// What this API answers with.
    public static final String REGISTRY_V1 = "application/vnd.schemaregistry.v1+json";

    /// The property that says which part of the platform a Micronaut context is.
    public static final String PART = "lavant.part";

    /// Its value for this part.
    public static final String REGISTRY = "schema-registry";

    /// What some clients send.
    public static final String REGISTRY_OLD = "application/vnd.schemaregistry+json";
    static final String PLAIN = "application/json";
    static final String BYTES = "application/octet-stream";

    private Json() {}
}
