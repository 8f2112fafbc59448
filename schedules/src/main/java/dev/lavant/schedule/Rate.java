package dev.lavant.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Ticks with the same time between them, counted from 1970-01-01T00:00Z: every five minutes is at :00, :05, …
///
/// @param every at least a second
public record Rate(Duration every) implements Schedule {
    private static final Duration LEAST = Duration.ofSeconds(1);

    public Rate {
        if (every.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("schedule.every must be at least 1s, was " + every.toMillis() + "ms");
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        long step = every.toMillis();
        long passed = Math.floorDiv(after.toEpochMilli(), step);
        return Optional.of(Instant.ofEpochMilli(Math.multiplyExact(Math.addExact(passed, 1), step)));
    }

    @Override
    public String text() {
        return "every " + shown();
    }

    private String shown() {
        if (every.toMillis() % 1000 != 0) {
            return every.toMillis() + "ms";
        }
        if (every.toSeconds() % 60 != 0) {
            return every.toSeconds() + "s";
        }
        return every.toMinutes() % 60 == 0 ? every.toHours() + "h" : every.toMinutes() + "m";
    }
}
