package dev.lavant.console.picture;

import dev.lavant.schemas.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// What the statements of today, UTC, say of one function.
final class Bill {
    private record Hour(Instant start, long costNanos, long events, long deadLettered) {}

    private final Map<String, Hour> hours = new HashMap<>();

    /// A later statement with a key replaces the one before; a correction has a key of its own.
    void take(String key, Statement statement) {
        hours.put(
                key,
                new Hour(
                        statement.getHourStart(),
                        statement.getCostNanos(),
                        statement.getEvents(),
                        statement.getDeadLettered()));
    }

    /// Forgets all days but this one.
    Today today(Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        hours.values().removeIf(hour -> hour.start().isBefore(midnight));
        return hours.values().stream()
                .map(hour -> new Today(hour.costNanos(), hour.events(), hour.deadLettered()))
                .reduce(new Today(0, 0, 0), Today::plus);
    }

    /// Sums of a day.
    record Today(long costNanos, long events, long deadLettered) {
        Today plus(Today more) {
            return new Today(
                    Math.addExact(costNanos, more.costNanos),
                    Math.addExact(events, more.events),
                    Math.addExact(deadLettered, more.deadLettered));
        }
    }
}
