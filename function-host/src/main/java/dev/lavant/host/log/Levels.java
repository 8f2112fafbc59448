package dev.lavant.host.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.event.Level;

/// From which level on loggers write. A logger goes by the longest name that its own begins with.
///
/// @param byName the name of a package or class; `""` stands for all others
/// @param wrong parts of the setting that say nothing
record Levels(Map<String, Level> byName, List<String> wrong) {
    /// The setting, for example `shop=debug,org.apache.kafka=info`; a level alone is for all that is not named.
    static final String VARIABLE = "LAVANT_LOG_LEVELS";

    /// A hand of a share group that holds events is not polled on purpose, and leaves the group meanwhile: Kafka's
    /// client says so each time.
    private static final String SAYS_IT_IS_NOT_POLLED =
            "org.apache.kafka.clients.consumer.internals.ShareHeartbeatRequestManager";

    private static final Map<String, Level> USUAL = Map.of(
            "",
            Level.INFO,
            "org.apache.kafka",
            Level.WARN,
            SAYS_IT_IS_NOT_POLLED,
            Level.ERROR,
            "io.micronaut",
            Level.WARN);

    /// The usual ones, and what the environment says instead.
    static Levels from(Map<String, String> environment) {
        var levels = new HashMap<>(USUAL);
        var wrong = new ArrayList<String>();
        for (String part : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
            String setting = part.strip();
            int equals = setting.indexOf('=');
            String level = setting.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
            if (isLevel(level)) {
                levels.put(setting.substring(0, Math.max(0, equals)).strip(), Level.valueOf(level));
            } else if (!setting.isEmpty()) {
                wrong.add(setting);
            }
        }
        return new Levels(Map.copyOf(levels), List.copyOf(wrong));
    }

    private static boolean isLevel(String text) {
        return List.of(Level.values()).stream().anyMatch(level -> level.name().equals(text));
    }

    Level of(String logger) {
        String name = logger;
        while (!name.isEmpty()) {
            Level level = byName.get(name);
            if (level != null) {
                return level;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return byName.getOrDefault("", Level.INFO);
    }
}
