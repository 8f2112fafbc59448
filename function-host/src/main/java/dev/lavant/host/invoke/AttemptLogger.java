package dev.lavant.host.invoke;

import dev.lavant.schemas.log.Facts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventBuilder;

/// A function's logger that writes beside each line which attempt at which event it comes from, as key-value pairs.
///
/// Thread-safe, also on threads that the handler has started.
final class AttemptLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient Logger to;
    private final transient AttemptFacts facts;

    /// @param to the logger of the function's name
    AttemptLogger(Logger to, AttemptFacts facts) {
        this.to = to;
        this.facts = facts;
        this.name = to.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        LoggingEventBuilder line =
                to.atLevel(level).addKeyValue(Facts.REVISION, facts.function().getRevision());
        facts.tell((fact, value) -> {
            var _ = line.addKeyValue(fact, value);
        });
        if (thrown != null) {
            var _ = line.setCause(thrown);
        }
        if (arguments == null) {
            line.log(message);
        } else {
            line.log(message, arguments);
        }
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return to.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return to.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return to.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return to.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return to.isErrorEnabled();
    }
}
