package dev.lavant.manifest;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The settings of one function, each with what it comes from. Never changes.
///
/// Typed accessors are for settings in which [SettingRules] finds no fault.
///
/// @param values in the order of [Setting]; one that is not there counts as empty
public record Settings(Map<Setting, Value> values) {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Set<Setting> OF_SCHEDULES =
            EnumSet.of(Setting.SCHEDULE_CRON, Setting.SCHEDULE_ZONE, Setting.SCHEDULE_EVERY, Setting.SCHEDULE_MISSED);
    private static final Value NOTHING = new Value("", Origin.DEFAULT);

    /// A setting's text, and what it comes from.
    public record Value(String text, Origin origin) {}

    public Settings {
        var ordered = new EnumMap<Setting, Value>(Setting.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
    }

    /// No setting at all.
    public static Settings none() {
        return new Settings(Map.of());
    }

    /// With one setting said anew.
    public Settings with(Setting setting, String text, Origin origin) {
        var more = new EnumMap<Setting, Value>(Setting.class);
        more.putAll(values);
        more.put(setting, new Value(text.strip(), origin));
        return new Settings(more);
    }

    /// Its text and origin.
    public Value value(Setting setting) {
        return values.getOrDefault(setting, NOTHING);
    }

    /// Its text; empty when it is not set.
    public String text(Setting setting) {
        return value(setting).text();
    }

    /// The parts of a list.
    public List<String> list(Setting setting) {
        return text(setting).isEmpty()
                ? List.of()
                : COMMA.splitAsStream(text(setting)).toList();
    }

    /// Whether a schedule starts the function, and not the events of topics.
    public boolean scheduled() {
        return !Collections.disjoint(values.keySet(), OF_SCHEDULES);
    }

    /// A whole number.
    ///
    /// @throws NumberFormatException when it is none
    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    /// A duration.
    ///
    /// @throws java.util.NoSuchElementException when it is none
    public Duration duration(Setting setting) {
        return Duration.ofMillis(Quantities.millis(text(setting)).orElseThrow());
    }

    /// A size in MiB.
    ///
    /// @throws java.util.NoSuchElementException when it is none
    public int mebibytes(Setting setting) {
        return Quantities.mebibytes(text(setting)).orElseThrow();
    }
}
