package dev.lavant.function;

/// What becomes of ticks that could not be sent within a minute of their time: nobody was there to send them, or the
/// function was paused.
public enum Missed {
    /// The newest is sent late, unless a tick in time is due already; older ones are passed over.
    LATEST,
    /// All are sent late, the newest 1000 at most.
    ALL,
    /// None is.
    NONE
}
