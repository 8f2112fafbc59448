package dev.lavant.host.log;

import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.log.Facts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.slf4j.LoggerFactory;

/// The log of a host's process: its standard output. Code that runs elsewhere, such as tests of functions, logs where
/// its own process does.
public final class HostLog {
    private HostLog() {}

    /// From now on all loggers of this process write facts, and so does what is printed. To be called before the first
    /// logger is asked for.
    public static void begin() {
        System.setProperty("slf4j.internal.verbosity", "WARN"); // it tells which provider it takes otherwise
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, HostLogProvider.class.getName());
        System.setOut(printed("stdout"));
        System.setErr(printed("stderr"));
    }

    private static PrintStream printed(String logger) {
        return new PrintStream(new PrintedLines(() -> LoggerFactory.getLogger(logger)), true, StandardCharsets.UTF_8);
    }

    /// From now on each line says that this host runs this function.
    public static void of(HostLaunch launch) {
        if (LoggerFactory.getILoggerFactory() instanceof HostLoggers loggers) {
            var who = new LinkedHashMap<String, String>();
            who.put(Facts.FUNCTION, launch.deployment().getName());
            who.put(Facts.REVISION, Integer.toString(launch.deployment().getRevision()));
            who.put(Facts.HOST, launch.hostId());
            loggers.runs(who);
        }
    }
}
