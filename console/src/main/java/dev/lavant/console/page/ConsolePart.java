package dev.lavant.console.page;

/// What guards this module's beans in a JVM with other parts of the platform.
final class ConsolePart {
    /// The property that says which part of the platform a Micronaut context is.
    static final String PROPERTY = "lavant.part";

    /// Its value for this part.
    static final String CONSOLE = "console";

    private ConsolePart() {}
}
