package dev.lavant.host.log;

import dev.lavant.schemas.log.AtWork;
import dev.lavant.schemas.log.Facts;
import dev.lavant.schemas.log.LogLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/// All loggers of the process, and the one place that writes. A line is written whole, with one call, so that lines of
/// several threads do not meet and none is lost when the process is killed.
final class HostLoggers implements ILoggerFactory {
    private static final String OF_THE_AUTHOR = "own.";

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final OutputStream out; // guarded by itself
    private final InstantSource clock;
    private final Levels levels;
    private volatile Map<String, String> who = Map.of();

    HostLoggers(OutputStream out, InstantSource clock, Levels levels) {
        this.out = out;
        this.clock = clock;
        this.levels = levels;
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, _ -> new HostLogger(name, levels.of(name), this));
    }

    /// From now on these stand on each line.
    void runs(Map<String, String> host) {
        who = host;
    }

    void tellOfWrongLevels() {
        if (!levels.wrong().isEmpty()) {
            getLogger(HostLog.class.getName())
                    .atWarn()
                    .addKeyValue("setting", Levels.VARIABLE)
                    .addKeyValue("wrong", levels.wrong())
                    .log("a level is ERROR, WARN, INFO, DEBUG or TRACE, after the name of a package and = or alone");
        }
    }

    /// Writes a line: what is known of the process, of the thread's work, and what is said.
    void write(Said said) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(Facts.AT, clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        facts.put(Facts.LEVEL, said.level().name());
        facts.putAll(who);
        if (Thread.currentThread() instanceof AtWork thread) {
            thread.tell((name, value) -> facts.put(name, text(value)));
        }
        facts.put(Facts.LOGGER, said.logger());
        facts.put(Facts.MESSAGE, said.message());
        said.error().ifPresent(error -> {
            facts.put(Facts.ERROR, error.toString());
            facts.put(Facts.STACK, Said.stack(error));
        });
        said.more().forEach((name, value) -> add(name, text(value), facts));
        write(new LogLine(facts));
    }

    /// What an author says by a name that is ours keeps apart from it.
    private static void add(String name, String value, Map<String, String> to) {
        String known = to.putIfAbsent(name, value);
        if (known != null && !known.equals(value)) {
            to.put(OF_THE_AUTHOR + name, value);
        }
    }

    private static String text(Object value) {
        return Objects.toString(value);
    }

    private void write(LogLine line) {
        byte[] bytes = (line.written() + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException _) {
                // nobody reads the log, or the disk is full: the function goes on without it
            }
        }
    }
}
