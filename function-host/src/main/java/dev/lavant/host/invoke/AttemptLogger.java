package dev.lavant.host.invoke;

import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private final int revision;
    private final int attempt;
    private final transient ConsumerRecord<byte[], byte[]> event;

    /// @param to the logger of the function's name
    /// @param event whose coordinates are written; the first of a batch
    AttemptLogger(Logger to, int revision, int attempt, ConsumerRecord<byte[], byte[]> event) {
        this.to = to;
        this.revision = revision;
        this.attempt = attempt;
        this.event = event;
        this.name = to.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        LoggingEventBuilder line = to.atLevel(level)
                .addKeyValue("revision", revision)
                .addKeyValue("attempt", attempt)
                .addKeyValue("event", event.topic() + "/" + event.partition() + "/" + event.offset());
        if (thrown != null) {
            line = line.setCause(thrown);
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
