package dev.lavant.router.intake;

/// What guards this module's beans in a JVM with other parts of the platform.
public final class Part {
    /// The property that says which part of the platform a Micronaut context is.
    public static final String PROPERTY = "lavant.part";

    /// Its value for this part.
    public static final String EVENT_ROUTER = "event-router";

    private Part() {}
}
