package dev.lavant.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Times at which a function is to run: its planned times. They depend on nothing but what the schedule says, so
/// everybody works out the same.
public sealed interface Schedule permits Cron, Rate {

    /// The first planned time after another time; empty when none comes for years.
    Optional<Instant> next(Instant after);

    /// As people write it.
    String text();

    /// Reads what was said.
    ///
    /// @param cron empty when a rate is said
    /// @param zone whose clocks the cron expression means
    /// @param every time between two ticks; zero when a cron expression is said
    /// @throws IllegalArgumentException when it is neither, both, wrong, or never comes; says what to write
    static Schedule of(String cron, String zone, Duration every) {
        if (cron.isEmpty() == every.isZero()) {
            throw new IllegalArgumentException(
                    "schedule must say either cron or every: write for example @Schedule(cron = \"0 3 * * *\", zone ="
                            + " \"Europe/Berlin\") or @Schedule(every = \"5m\")");
        }
        return cron.isEmpty() ? new Rate(every) : Cron.of(cron, zone(zone));
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "schedule.zone '" + zone + "' is not a time zone: write its IANA name, such as Europe/Berlin, or"
                            + " UTC",
                    unknown);
        }
    }
}
