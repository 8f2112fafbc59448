package dev.lavant.host.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/// What a logger was told.
///
/// @param message with its arguments in it
/// @param more key-value pairs
record Said(Level level, String logger, String message, Optional<Throwable> error, Map<String, Object> more) {

    static String stack(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
