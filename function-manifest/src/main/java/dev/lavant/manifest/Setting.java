package dev.lavant.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that can be set on a function, by the one name it has in the manifest, in the project's configuration
/// (`functions.<function>.<name>`), in `lavant deploy --set <name>=…` and in `lavant describe`.
public enum Setting {
    /// Topics that are read; a list.
    TOPICS("topics", Kind.LIST),
    /// Topics that may be written; a list.
    OUTPUTS("outputs", Kind.LIST),
    /// When it runs, by the clocks of a zone; empty for a function that topics or a rate start.
    SCHEDULE_CRON("schedule.cron", Kind.TEXT),
    /// The zone of those clocks.
    SCHEDULE_ZONE("schedule.zone", Kind.TEXT),
    /// Time between two runs; empty for a function that topics or clocks start.
    SCHEDULE_EVERY("schedule.every", Kind.DURATION),
    /// LATEST, ALL or NONE.
    SCHEDULE_MISSED("schedule.missed", Kind.TEXT),
    /// CESQL, or JSON of CloudEvents subscriptions; empty for all events.
    FILTER("filter", Kind.TEXT),
    /// Deadline of one attempt.
    TIMEOUT("timeout", Kind.DURATION),
    /// Memory of one host.
    MEMORY("memory", Kind.SIZE),
    /// Calls at once in one host.
    CONCURRENCY("concurrency", Kind.NUMBER),
    /// KEY, PARTITION or NONE.
    ORDERING("ordering", Kind.TEXT),
    /// Attempts in all.
    ATTEMPTS("retry.attempts", Kind.NUMBER),
    /// Wait before the second attempt.
    BACKOFF("retry.backoff", Kind.DURATION),
    /// Longest wait between two attempts.
    MAX_BACKOFF("retry.max-backoff", Kind.DURATION),
    /// Class names of exceptions after which no attempt helps; a list.
    NEVER("retry.never", Kind.LIST),
    /// Events that one call is given.
    BATCH_MAX("batch.max", Kind.NUMBER),
    /// How long an event may wait for its batch.
    BATCH_WAIT("batch.max-wait", Kind.DURATION),
    /// LATEST or EARLIEST.
    START_FROM("start-from", Kind.TEXT),
    /// What the autoscaler keeps.
    TARGET_LATENCY("target-latency", Kind.DURATION),
    /// Hosts at most; not the code's to say, so no annotation has it.
    MAX_HOSTS("max-hosts", Kind.NUMBER);

    private final String key;
    private final Kind kind;

    /// How the text of a setting is read.
    public enum Kind {
        /// As it is.
        TEXT,
        /// Several, with commas between.
        LIST,
        /// A whole number.
        NUMBER,
        /// A whole number and `ms`, `s`, `m` or `h`.
        DURATION,
        /// A whole number and `Mi` or `Gi`.
        SIZE
    }

    Setting(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /// Its name for people.
    public String key() {
        return key;
    }

    /// How its text is read.
    public Kind kind() {
        return kind;
    }

    /// The setting of that name.
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// All names, for messages.
    public static String keys() {
        return Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", "));
    }
}
