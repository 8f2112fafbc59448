package dev.lavant.manifest;

import dev.lavant.function.Missed;
import dev.lavant.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds what is wrong with when a function is to run, and makes the schedule of it.
public final class ScheduleRules {
    private static final String UTC = "UTC";

    private ScheduleRules() {}

    /// All that is wrong, each as one sentence; empty also for a function without a schedule.
    static List<String> faults(Settings settings) {
        if (!settings.scheduled()) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        if (!settings.list(Setting.TOPICS).isEmpty()) {
            faults.add("topics and a schedule cannot start one function: make it two, since their events differ");
        }
        if (!settings.text(Setting.FILTER).isEmpty()) {
            faults.add("filter is for events of topics, and this function has a schedule: remove the filter");
        }
        if (settings.text(Setting.START_FROM).equals("EARLIEST")) {
            faults.add("start-from EARLIEST would run ticks of an earlier deployment again: remove it");
        }
        if (missed(settings).isEmpty()) {
            faults.add(
                    "schedule.missed must be one of LATEST, ALL, NONE, was " + settings.text(Setting.SCHEDULE_MISSED));
        }
        try {
            Schedule _ = schedule(settings);
        } catch (IllegalArgumentException wrong) {
            faults.add(String.valueOf(wrong.getMessage()));
        }
        return faults;
    }

    /// When a function with a schedule is to run.
    ///
    /// @throws IllegalArgumentException when that is wrong; the message says what to write
    public static Schedule schedule(Settings settings) {
        return Schedule.of(settings.text(Setting.SCHEDULE_CRON), zone(settings), every(settings));
    }

    /// The zone of its clocks.
    public static String zone(Settings settings) {
        String zone = settings.text(Setting.SCHEDULE_ZONE);
        return zone.isEmpty() ? UTC : zone;
    }

    /// Time between two runs; zero when clocks say when.
    ///
    /// @throws IllegalArgumentException when it is no duration
    public static Duration every(Settings settings) {
        String every = settings.text(Setting.SCHEDULE_EVERY);
        if (every.isEmpty()) {
            return Duration.ZERO;
        }
        OptionalLong millis = Quantities.millis(every);
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("schedule.every '" + every
                    + "' is not a duration: write a whole number and s, m or h, such as 30s or 5m");
        }
        return Duration.ofMillis(millis.getAsLong());
    }

    /// What becomes of its missed ticks; empty when that is none of the words.
    public static Optional<Missed> missed(Settings settings) {
        String missed = settings.text(Setting.SCHEDULE_MISSED);
        return missed.isEmpty()
                ? Optional.of(Missed.LATEST)
                : Arrays.stream(Missed.values())
                        .filter(word -> word.name().equals(missed))
                        .findFirst();
    }
}
