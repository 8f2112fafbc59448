package dev.lavant.deploy.act;

/// An action that was not done: what is wrong, why, and what to do next.
public final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String why;
    private final String next;

    /// What kind of fault it is.
    public enum Reason {
        /// What was asked for makes no sense.
        WRONG,

        /// What it is about is not there.
        NOT_FOUND,

        /// A check stands in the way.
        CHECK_FAILED,

        /// It was tried.
        FAILED
    }

    /// @param what one sentence without a full stop
    /// @param next what to do or type about it
    public Declined(Reason reason, String what, String why, String next) {
        super(what);
        this.reason = reason;
        this.why = why;
        this.next = next;
    }

    /// The same with the exception it came from.
    Declined causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    /// What kind of fault it is.
    public Reason reason() {
        return reason;
    }

    /// What is wrong.
    public String what() {
        return String.valueOf(getMessage());
    }

    /// The reason, as far as it is known.
    public String why() {
        return why;
    }

    /// What to do about it.
    public String next() {
        return next;
    }
}
