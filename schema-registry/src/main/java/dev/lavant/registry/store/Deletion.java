package dev.lavant.registry.store;

import java.util.List;

/// What deleting comes to.
///
/// @param versions that go, oldest first
/// @param changes that make it so
public record Deletion(List<Integer> versions, List<Change> changes) {}
