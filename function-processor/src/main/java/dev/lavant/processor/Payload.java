package dev.lavant.processor;

/// What a function takes.
///
/// @param wrapped whether it stands in [dev.lavant.function.Event]
record Payload(DataType.Known data, boolean wrapped) {}
