package dev.lavant.registry.store;

import dev.lavant.registry.store.Change.Registered;

/// What registering a schema comes to.
public sealed interface Plan {

    /// The version that the schema has, or gets.
    Registered registered();

    /// The subject has the schema already.
    record There(Registered registered) implements Plan {}

    /// The schema becomes the subject's next version, once that is kept.
    record New(Registered registered) implements Plan {}
}
