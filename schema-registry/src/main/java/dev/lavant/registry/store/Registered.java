package dev.lavant.registry.store;

/// A schema under a subject.
///
/// @param version in the subject, from 1
/// @param id of the schema's text, the same wherever it is registered, from 1
/// @param schema as it was registered
public record Registered(String subject, int version, int id, String schema) {}
