package dev.lavant.torture.function;

/// An event that says what its handler is to go through.
///
/// @param key of the event
/// @param number of the event among those of its key, from 0
/// @param times attempts that fail, or hosts that die of it
/// @param millis how long a slow one takes
public record Chore(String key, long number, Manner manner, int times, int millis) {

    /// How a chore goes.
    public enum Manner {
        /// Returns at once.
        FAST,
        /// Takes its time.
        SLOW,
        /// Throws in its first attempts.
        FAILS,
        /// Throws in every attempt.
        DIES,
        /// Takes all the memory that the host has, in the first hosts that run it.
        EXHAUSTS
    }

    /// The event's name, which only it has.
    public String event() {
        return key + "#" + number;
    }
}
