package dev.lavant.host.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/// A logger of a host's process. Thread-safe.
final class HostLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1L;

    private final Level from;
    private final transient HostLoggers to;

    /// @param from the lowest level that is written
    HostLogger(String name, Level from, HostLoggers to) {
        this.name = name;
        this.from = from;
        this.to = to;
    }

    @Override
    public void log(LoggingEvent event) {
        Map<String, Object> more = context();
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> more.put(pair.key, String.valueOf(pair.value)));
        }
        var said = new Said(
                event.getLevel(),
                name,
                formatted(event.getMessage(), event.getArgumentArray()),
                Optional.ofNullable(event.getThrowable()),
                more);
        to.write(said);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        to.write(new Said(level, name, formatted(message, arguments), Optional.ofNullable(thrown), context()));
    }

    private static String formatted(@Nullable String message, Object @Nullable [] arguments) {
        String formatted = arguments == null ? message : MessageFormatter.basicArrayFormat(message, arguments);
        return Objects.toString(formatted);
    }

    private static Map<String, Object> context() {
        Map<String, String> own = MDC.getCopyOfContextMap();
        return own == null ? new LinkedHashMap<>() : new LinkedHashMap<>(own);
    }

    private boolean writes(Level level) {
        return level.toInt() >= from.toInt();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return writes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return writes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return writes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return writes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return writes(Level.ERROR);
    }
}
