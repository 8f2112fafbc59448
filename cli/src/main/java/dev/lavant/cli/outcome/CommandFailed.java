package dev.lavant.cli.outcome;

/// A failure that is ready to be shown: what happened, why, and what to type next.
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final String why;
    private final String next;

    /// @param what one sentence without a full stop
    /// @param why the reason, as far as it is known
    /// @param next what to do or type about it
    public CommandFailed(Exit exit, String what, String why, String next) {
        super(what);
        this.exit = exit;
        this.why = why;
        this.next = next;
    }

    /// The same failure with the exception it came from.
    public CommandFailed causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    /// The process's exit code.
    public Exit exit() {
        return exit;
    }

    /// What happened.
    public String what() {
        return String.valueOf(getMessage());
    }

    /// Why it happened.
    public String why() {
        return why;
    }

    /// What to do about it.
    public String next() {
        return next;
    }
}
