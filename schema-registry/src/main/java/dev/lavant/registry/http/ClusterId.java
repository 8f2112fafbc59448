package dev.lavant.registry.http;

/// Where the registry's journal is.
///
/// @param kafka the id that Kafka gave its cluster
public record ClusterId(String kafka) {}
