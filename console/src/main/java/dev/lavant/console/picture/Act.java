package dev.lavant.console.picture;

/// Something that was done from this console, or is being done.
///
/// @param id unique at this console
/// @param at milliseconds since 1970, when it began
/// @param who did it
/// @param tenant whose function or budget it is about
/// @param function empty when it is about none
/// @param line the command that does the same
/// @param says what came of it, or how far it is
public record Act(
        String id, long at, String who, String tenant, String function, String line, State state, String says) {

    /// How far it is.
    public enum State {
        RUNNING,
        DONE,
        STOPPED,
        FAILED
    }

    /// The same, further on.
    public Act now(State then, String said) {
        return new Act(id, at, who, tenant, function, line, then, said);
    }
}
