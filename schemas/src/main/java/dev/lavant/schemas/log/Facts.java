package dev.lavant.schemas.log;

/// Names of what a log line says, the same in the line of every host.
public final class Facts {
    /// When, in UTC; the first on each line.
    public static final String AT = "at";

    /// How much it matters: ERROR, WARN, INFO, DEBUG or TRACE.
    public static final String LEVEL = "level";

    /// Name of the deployment that the host runs.
    public static final String FUNCTION = "function";

    /// Of that.
    public static final String REVISION = "revision";

    /// Id of the host.
    public static final String HOST = "host";

    /// Number of the attempt that wrote it, from 1.
    public static final String ATTEMPT = "attempt";

    /// CloudEvents id of the event that it is about.
    public static final String EVENT = "event";

    /// Where that event stands, as `uploads-0@17`.
    public static final String PLACE = "place";

    /// Usage id of the delivery: of this event to this function.
    public static final String INVOCATION = "invocation";

    /// Trace id of the event, 32 hexadecimal digits.
    public static final String TRACE = "trace";

    /// Events of a batch, of which the first is named.
    public static final String EVENTS = "events";

    /// Name of the logger.
    public static final String LOGGER = "logger";

    /// What is said.
    public static final String MESSAGE = "message";

    /// An exception that belongs to it.
    public static final String ERROR = "error";

    /// The exception's stack trace.
    public static final String STACK = "stack";

    private Facts() {}
}
