package dev.lavant.console.picture;

/// A part of the platform and how it does.
///
/// @param says in a few words, for people
public record Part(String name, State state, String says) {

    /// How a part does.
    public enum State {
        OK,
        DOWN,
        UNKNOWN
    }

    /// One that works.
    public static Part ok(String name, String says) {
        return new Part(name, State.OK, says);
    }

    /// One that does not.
    public static Part down(String name, String says) {
        return new Part(name, State.DOWN, says);
    }

    /// One that nothing is known of.
    public static Part unknown(String name, String says) {
        return new Part(name, State.UNKNOWN, says);
    }
}
