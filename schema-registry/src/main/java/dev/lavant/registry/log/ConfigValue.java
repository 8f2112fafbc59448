package dev.lavant.registry.log;

import io.micronaut.serde.annotation.Serdeable;

/// Value of a CONFIG record in `_schemas`.
@Serdeable
record ConfigValue(String compatibilityLevel) {}
