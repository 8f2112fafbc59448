package dev.lavant.registry.log;

import io.micronaut.serde.annotation.Serdeable;

/// Value of a SCHEMA record in `_schemas`.
@Serdeable
record SchemaValue(String subject, int version, int id, String schema, boolean deleted) {}
