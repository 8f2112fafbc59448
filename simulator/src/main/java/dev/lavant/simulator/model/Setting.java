package dev.lavant.simulator.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be set of a simulation with `--set name=value`.
public enum Setting {
    TARGET(Kind.TIME, "10s", "target latency, from an event's arrival to its commit"),
    START(Kind.TIME, "5s", "a host needs from its launch until it takes events"),
    START_P95(Kind.TIME, "1ms", "lavant takes a start to last, if that is longer: 19 starts of 20 are shorter"),
    MOVE(Kind.TIME, "2s", "a partition waits when it goes from one host to another"),
    JOIN(Kind.TIME, "500ms", "a partition waits for its first host"),
    COMMIT(Kind.TIME, "50ms", "between two commits of a host"),
    TICK(Kind.TIME, "1s", "between two looks of lavant"),
    BELL(Kind.TIME, "100ms", "from an event that finds no host to the look that it causes"),
    SERVICE(Kind.TIME, "100ms", "an event takes in the mean"),
    SPREAD(Kind.NUMBER, "0.5", "squared coefficient of variation of that time, which is lognormal"),
    CONCURRENCY(Kind.COUNT, "4", "events that a host runs at once"),
    PARTITIONS(Kind.COUNT, "12", "of the function's topic"),
    MAX_HOSTS(Kind.COUNT, "12", "hosts at most"),
    ORDERING(Kind.ORDERING, "key", "key: a partition has one host; none: any host may get any event"),
    KEEP_ALIVE(Kind.TIME, "10m", "lavant keeps hosts at most when nothing waits"),
    DOWN_WINDOW(Kind.TIME, "42s", "lavant gives up hosts only when they were not needed for so long");

    /// What a value must look like.
    enum Kind {
        TIME("a time like 500ms, 10s or 5m"),
        NUMBER("a number that is not negative, like 0.5"),
        COUNT("a whole number of at least 1"),
        ORDERING("key or none");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Kind kind;
    private final String unset;
    private final String meaning;

    Setting(Kind kind, String unset, String meaning) {
        this.kind = kind;
        this.unset = unset;
        this.meaning = meaning;
    }

    /// As it is typed, e.g. `max-hosts`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Its value when it is not set.
    public String unset() {
        return unset;
    }

    /// What it is.
    public String meaning() {
        return meaning;
    }

    Kind kind() {
        return kind;
    }

    /// The setting of that name.
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
