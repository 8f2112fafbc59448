package dev.lavant.cli.explain;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// A moment of the past as it is typed and shown, in UTC.
final class Moment {
    private static final Duration DAY = Duration.ofDays(1);

    private Moment() {}

    /// A whole time, or a time of day: the last that was.
    static Instant typed(String text, Instant now) {
        try {
            if (text.contains("T")) {
                return Instant.parse(text);
            }
            Instant today = LocalDate.ofInstant(now, ZoneOffset.UTC)
                    .atTime(LocalTime.parse(text))
                    .toInstant(ZoneOffset.UTC);
            return today.isAfter(now) ? today.minus(DAY) : today;
        } catch (DateTimeException wrong) {
            throw new CommandFailed(
                            Exit.USAGE,
                            "'" + text + "' is not a time",
                            "--at takes a time in UTC.",
                            "For example:  --at 12:03  or  --at 2026-06-01T12:03:00Z")
                    .causedBy(wrong);
        }
    }

    static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
