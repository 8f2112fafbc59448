package dev.lavant.function;

/// Where a function begins that has never been deployed; later revisions go on where the one before stopped.
public enum StartFrom {
    /// At the events that come after it was deployed.
    LATEST,
    /// At the oldest event that is still there.
    EARLIEST
}
